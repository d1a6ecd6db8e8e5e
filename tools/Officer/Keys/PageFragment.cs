using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BluezoneTag.Officer.Keys;

/// <summary>
/// What a page has to be told about the authority, as part of its /config.json: public keys to pin, the public key that releases are encrypted for, addresses of
/// lists. Nothing in it is secret, and all depends on its being right: it comes with the page, not from the lists' host.
/// </summary>
public static class PageFragment
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes.</summary>
    public static byte[] Of(KeyFile keys, IEnumerable<string> lists) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object>
        {
            ["authorities"] = new[] { Convert.ToBase64String(keys.SigningKey) },
            ["releaseKey"] = Convert.ToBase64String(keys.OpeningKey),
            ["lists"] = lists,
        },
        Readable);
}

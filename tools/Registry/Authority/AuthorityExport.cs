using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace BluezoneTag.Registry.Authority;

/// <summary>
/// The file by which the sealed keys reach the officer's desk (docs/registry.md 6.1): JSON with `format`, `version`, `registry` (hex), `auditHead`, `madeUtcMs`
/// and `tags`, each with `serial`, `generation` and `sealed` (base 64). Nothing in it is readable at the bench.
/// </summary>
public static class AuthorityExport
{
    /// <summary>The largest file that is looked at, bytes: some ten thousand tags each with 400 bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const string Format = "bluezonetag-authority-keys";
    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>The bytes of the file.</summary>
    public static byte[] ToJson(byte[] registryId, string auditHead, long utcMs, IReadOnlyList<SealedTagKeys> tags)
    {
        using MemoryStream file = new();
        using (Utf8JsonWriter json = new(file, Readable))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("registry", Convert.ToHexString(registryId));
            json.WriteString("auditHead", auditHead);
            json.WriteNumber("madeUtcMs", utcMs);
            json.WriteStartArray("tags");
            foreach (SealedTagKeys tag in tags)
            {
                json.WriteStartObject();
                json.WriteNumber("serial", tag.Serial);
                json.WriteNumber("generation", tag.Generation);
                json.WriteBase64String("sealed", tag.Envelope);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return file.ToArray();
    }

    /// <summary>Reads a file; false when it is no such export, is damaged, or has a key twice. Whether an envelope opens is found when it is opened.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out IReadOnlyList<SealedTagKeys>? tags)
    {
        tags = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            bool isOurs = root.GetProperty("format").GetString() == Format && root.GetProperty("version").GetInt32() == Version;
            List<SealedTagKeys> rows = isOurs ? [.. root.GetProperty("tags").EnumerateArray().Select(Row)] : [];
            tags = isOurs && rows.Select(row => (row.Serial, row.Generation)).Distinct().Count() == rows.Count ? rows : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // No export: said by the result.
        }

        return tags != null;
    }

    private static SealedTagKeys Row(JsonElement row) =>
        new(row.GetProperty("serial").GetUInt32(), row.GetProperty("generation").GetUInt32(), row.GetProperty("sealed").GetBytesFromBase64());
}

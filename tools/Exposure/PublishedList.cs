using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Exposure;

/// <summary>
/// A list as the authority publishes it (docs/protocol.md 9.8): the phone app's InfoF, its level and name, and a signature. Only a
/// list whose signature holds becomes an object.
/// </summary>
public sealed partial class PublishedList
{
    /// <summary>The largest file that is looked at, bytes.</summary>
    public const int MaxLength = 65536;

    private const string Format = "bluezone-exposure-list";
    private const int Version = 1;

    private PublishedList(int level, string name, long issuedSeconds, IReadOnlyList<InfoEntry> entries)
    {
        Level = level;
        Name = name;
        IssuedSeconds = issuedSeconds;
        Entries = entries;
    }

    /// <summary><see cref="ExposureRule.ListOfF0"/> or <see cref="ExposureRule.ListOfF1"/>.</summary>
    public int Level { get; }

    /// <summary>The authority's name for it.</summary>
    public string Name { get; }

    /// <summary>UTC seconds of its publication.</summary>
    public long IssuedSeconds { get; }

    /// <summary>Who is listed.</summary>
    public IReadOnlyList<InfoEntry> Entries { get; }

    /// <summary>First 8 bytes of the SHA-256 of what is signed.</summary>
    public byte[] ListId => SHA256.HashData(SignedBytes(Level, Name, IssuedSeconds, Entries))[..ExposureListHeader.ListIdLength];

    /// <summary>
    /// Reads and verifies a published file. Throws <see cref="ListException"/> for anything that is wrong with it; the signature is
    /// checked before a value is believed, the shape before the signature.
    /// </summary>
    public static PublishedList Read(ReadOnlyMemory<byte> file, AuthorityKeys keys, long nowUtcMs)
    {
        if (file.Length > MaxLength)
        {
            throw new ListException(ListFault.TooLong, "file");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement, keys, nowUtcMs);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new ListException(ListFault.NotReadable, "file");
        }
    }

    /// <summary>The publisher's half: the file for these entries, signed with <paramref name="key"/>.</summary>
    public static byte[] Publish(int level, string name, long issuedSeconds, IReadOnlyList<InfoEntry> entries, ECDsa key)
    {
        var data = new JsonArray();
        foreach (InfoEntry entry in entries)
        {
            data.Add(new JsonObject
            {
                ["daily_key"] = Convert.ToHexString(entry.DailyKey),
                ["time_start"] = entry.StartSeconds,
                ["time_end"] = entry.EndSeconds,
                ["max"] = entry.Max,
            });
        }

        byte[] signature = key.SignData(
            SignedBytes(level, name, issuedSeconds, entries), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var file = new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["level"] = LevelName(level),
            ["list"] = name,
            ["issued"] = issuedSeconds,
            ["info_f"] = new JsonObject { ["data"] = data },
            ["authority"] = AuthorityKeys.NameOf(key.ExportSubjectPublicKeyInfo()),
            ["signature"] = Convert.ToBase64String(signature),
        };
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    /// <summary>What the signature is over: ASCII lines, the order of the entries as published.</summary>
    public static byte[] SignedBytes(int level, string name, long issuedSeconds, IReadOnlyList<InfoEntry> entries)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Format} {Version}\nlevel {LevelName(level)}\nlist {name}\nissued {issuedSeconds}\nentries {entries.Count}\n");
        foreach (InfoEntry entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexString(entry.DailyKey)} {entry.StartSeconds} {entry.EndSeconds} {entry.Max}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static PublishedList Read(JsonElement root, AuthorityKeys keys, long nowUtcMs)
    {
        if (root.GetProperty(nameof(Format).ToLowerInvariant()).GetString() != Format || root.GetProperty("version").GetInt32() != Version)
        {
            throw new ListException(ListFault.UnknownFormat, "format");
        }

        int level = LevelOf(root.GetProperty("level").GetString());
        string name = root.GetProperty("list").GetString() ?? string.Empty;
        if (!NamePattern().IsMatch(name))
        {
            throw new ListException(ListFault.NotReadable, "list");
        }

        long issued = root.GetProperty("issued").GetInt64();
        var list = new PublishedList(level, name, issued, InfoReader.Read(root.GetProperty("info_f"), nowUtcMs));
        bool? isGenuine = keys.Verify(
            root.GetProperty("authority").GetString() ?? string.Empty,
            SignedBytes(level, name, issued, list.Entries),
            root.GetProperty("signature").GetBytesFromBase64());
        return isGenuine switch
        {
            true => list,
            false => throw new ListException(ListFault.BadSignature, "signature"),
            null => throw new ListException(ListFault.UnknownAuthority, "authority"),
        };
    }

    private static string LevelName(int level) => level == ExposureRule.ListOfF0 ? "F0" : "F1";

    private static int LevelOf(string? name) => name switch
    {
        "F0" => ExposureRule.ListOfF0,
        "F1" => ExposureRule.ListOfF1,
        _ => throw new ListException(ListFault.BadLevel, "level"),
    };

    [GeneratedRegex(@"\A[0-9A-Za-z._-]{1,64}\z")]
    private static partial Regex NamePattern();
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BluezoneTag.Exposure;

namespace BluezoneTag.Officer.Lists;

/// <summary>
/// What the authority has in force, as index.json (docs/officer.md 5): a number that counts up, the lists with their SHA-256, those withdrawn, and a signature over
/// it all, so that a host can hold an index back but not change one.
/// </summary>
/// <param name="Number">Counts up with every publication.</param>
/// <param name="IssuedSeconds">UTC seconds.</param>
/// <param name="Lists">In force: name, level, UTC seconds of issue, SHA-256 of the file.</param>
/// <param name="Withdrawn">Withdrawn: name, UTC seconds.</param>
public sealed record PublishedIndex(
    int Number, long IssuedSeconds, IReadOnlyList<(string Name, string Level, long IssuedSeconds, string Sha256)> Lists, IReadOnlyList<(string Name, long Seconds)> Withdrawn)
{
    private const string Format = "bluezone-exposure-index";
    private const int Version = 1;

    /// <summary>The file.</summary>
    public byte[] ToJson(ECDsa signing)
    {
        byte[] signature = signing.SignData(SignedBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        JsonObject file = new()
        {
            ["format"] = Format,
            ["version"] = Version,
            ["number"] = Number,
            ["issued"] = IssuedSeconds,
            ["lists"] = new JsonArray([.. Lists.Select(ListNode)]),
            ["withdrawn"] = new JsonArray([.. Withdrawn.Select(one => new JsonObject { ["list"] = one.Name, ["withdrawn"] = one.Seconds })]),
            ["authority"] = AuthorityKeys.NameOf(signing.ExportSubjectPublicKeyInfo()),
            ["signature"] = Convert.ToBase64String(signature),
        };
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    /// <summary>Reads and verifies an index; null when it is damaged, or not signed by a key that is pinned.</summary>
    public static PublishedIndex? Read(byte[] file, AuthorityKeys pinned)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = document.RootElement;
            PublishedIndex index = new(
                root.GetProperty("number").GetInt32(),
                root.GetProperty("issued").GetInt64(),
                [.. root.GetProperty("lists").EnumerateArray().Select(one => (Text(one, "list"), Text(one, "level"), one.GetProperty("issued").GetInt64(), Text(one, "sha256")))],
                [.. root.GetProperty("withdrawn").EnumerateArray().Select(one => (Text(one, "list"), one.GetProperty("withdrawn").GetInt64()))]);
            bool isOurs = Text(root, "format") == Format && root.GetProperty("version").GetInt32() == Version
                && pinned.Verify(Text(root, "authority"), index.SignedBytes(), root.GetProperty("signature").GetBytesFromBase64()) == true;
            return isOurs ? index : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What the signature is over: ASCII lines, the order of the lists as published.</summary>
    public byte[] SignedBytes()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Format} {Version}\nnumber {Number}\nissued {IssuedSeconds}\nlists {Lists.Count}\n");
        foreach ((string name, string level, long issued, string sha256) in Lists)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} {level} {issued} {sha256}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"withdrawn {Withdrawn.Count}\n");
        foreach ((string name, long seconds) in Withdrawn)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} {seconds}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static JsonObject ListNode((string Name, string Level, long IssuedSeconds, string Sha256) list) => new()
    {
        ["list"] = list.Name,
        ["level"] = list.Level,
        ["issued"] = list.IssuedSeconds,
        ["file"] = Publisher.FileOf(list.Name),
        ["sha256"] = list.Sha256,
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();
}

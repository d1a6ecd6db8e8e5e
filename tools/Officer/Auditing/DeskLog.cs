using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Registry.Auditing;

namespace BluezoneTag.Officer.Auditing;

/// <summary>
/// The desk's audit log (docs/officer.md 6): a JSON object a line, each with the SHA-256 of the hash before it and its own bytes up to the hash. Everything
/// the desk knows follows from it. Against accidents and later edits; whoever owns the files can write a new one, and only a head noted elsewhere shows that.
/// </summary>
public sealed class DeskLog
{
    private const string HashMark = ",\"hash\":\"";
    private const int HashDigits = 64;

    private static readonly byte[] Start = SHA256.HashData("bluezonetag officer log v1"u8);
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<DeskLogEntry> _entries = [];
    private readonly StringBuilder _text = new();
    private byte[] _last = Start;

    /// <summary>All entries, oldest first.</summary>
    public IReadOnlyList<DeskLogEntry> Entries => _entries;

    /// <summary>The present end, to be noted elsewhere.</summary>
    public AuditHead Head => AuditHead.Of(_entries.Count, _last);

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>
    /// Reads and verifies a log; throws <see cref="OfficerException"/> at the first entry that does not hold, and when <paramref name="noted"/> is not among
    /// its heads.
    /// </summary>
    public static DeskLog Read(byte[] bytes, string path, AuditHead? noted = null)
    {
        DeskLog log = new();
        bool wasNoted = noted == null;
        string[] lines = TextOf(bytes, path).Split('\n');
        if (lines.Length < 2 || lines[^1].Length > 0)
        {
            throw Broken(path, lines.Length);
        }

        foreach (string line in lines[..^1])
        {
            log.Take(line, path);
            wasNoted |= log.Head == noted;
        }

        return wasNoted ? log : throw new OfficerException(OfficerFault.JournalHeadMissing, ("head", noted!), ("count", log.Entries.Count));
    }

    /// <summary>Adds an entry behind the last one. On disk it is when the bytes are.</summary>
    public DeskLogEntry Append(long utcMs, string by, DeskEvent what, IEnumerable<(string Name, object Value)> facts)
    {
        Dictionary<string, string> texts = facts.ToDictionary(fact => fact.Name, fact => Convert.ToString(fact.Value, CultureInfo.InvariantCulture) ?? string.Empty);
        DeskLogEntry entry = new(_entries.Count + 1, utcMs, by, what, texts);
        string body = BodyOf(entry);
        Add(entry, body, Next(body));
        return entry;
    }

    private static OfficerException Broken(string path, int number) => new(OfficerFault.JournalBroken, ("path", path), ("number", number));

    private static string TextOf(byte[] bytes, string path)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw Broken(path, 1);
        }
    }

    // The object without its closing brace: the hash follows.
    private static string BodyOf(DeskLogEntry entry)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteNumber("utcMs", entry.UtcMs);
            json.WriteString("by", entry.By);
            json.WriteString("event", entry.Event.ToString());
            json.WriteStartObject("facts");
            foreach (KeyValuePair<string, string> fact in entry.Facts)
            {
                json.WriteString(fact.Key, fact.Value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray())[..^1];
    }

    private void Take(string line, string path)
    {
        int number = _entries.Count + 1;
        int bodyLength = line.Length - HashMark.Length - HashDigits - 2;
        if (bodyLength <= 0 || !line.EndsWith("\"}", StringComparison.Ordinal) || line.IndexOf(HashMark, bodyLength, StringComparison.Ordinal) != bodyLength)
        {
            throw Broken(path, number);
        }

        string body = line[..bodyLength];
        byte[] hash = Next(body);
        if (line[(bodyLength + HashMark.Length)..^2] != Convert.ToHexString(hash) || Parse(body) is not DeskLogEntry entry || entry.Number != number || BodyOf(entry) != body)
        {
            throw Broken(path, number);
        }

        Add(entry, body, hash);
    }

    private void Add(DeskLogEntry entry, string body, byte[] hash)
    {
        _text.Append(body).Append(HashMark).Append(Convert.ToHexString(hash)).Append("\"}\n");
        _entries.Add(entry);
        _last = hash;
    }

    private byte[] Next(string body) => SHA256.HashData([.. _last, .. Encoding.UTF8.GetBytes(body)]);

    private static DeskLogEntry? Parse(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body + "}", new JsonDocumentOptions { MaxDepth = 4 });
            JsonElement root = document.RootElement;
            return new DeskLogEntry(
                root.GetProperty("number").GetInt32(),
                root.GetProperty("utcMs").GetInt64(),
                root.GetProperty("by").GetString()!,
                Enum.Parse<DeskEvent>(root.GetProperty("event").GetString()!),
                root.GetProperty("facts").EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value.GetString()!));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}

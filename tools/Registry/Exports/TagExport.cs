using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Registry.Tags;
using CsvHelper;
using CsvHelper.Configuration;

namespace BluezoneTag.Registry.Exports;

/// <summary>
/// A list of tags as a file for others. Times are UTC in ISO 8601. Names stand in it only when they were read with the
/// passphrase and handed in. CSV is UTF-8 with a byte order mark, or spreadsheets garble the names; the head of the audit trail
/// stands in the JSON, and belongs beside the CSV.
/// </summary>
public static class TagExport
{
    private static readonly string[] Columns =
        ["serial", "short_code", "state", "holder", "mac", "chip", "firmware", "generation", "labelled", "unfinished", "note", "operator", "changed_utc"];

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As CSV. A field that a spreadsheet would take for a formula is disarmed with an apostrophe.</summary>
    public static byte[] ToCsv(IReadOnlyList<Tag> tags, IReadOnlyList<HolderName>? names = null)
    {
        using MemoryStream file = new();
        using (StreamWriter text = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape }))
        {
            WriteRow(csv, names == null ? Columns : [.. Columns, "name", "class"]);
            foreach (Tag tag in tags)
            {
                HolderName? name = NameOf(tag, names);
                string[] fields = [.. Fields(tag).Select(field => field.ToString() ?? string.Empty)];
                WriteRow(csv, names == null ? fields : [.. fields, name?.Name ?? string.Empty, name?.Group ?? string.Empty]);
            }
        }

        return file.ToArray();
    }

    /// <summary>As JSON: {"audit_head": "...", "tags": [{...}]}.</summary>
    public static byte[] ToJson(IReadOnlyList<Tag> tags, AuditHead head, IReadOnlyList<HolderName>? names = null)
    {
        using MemoryStream file = new();
        using (Utf8JsonWriter json = new(file, Readable))
        {
            json.WriteStartObject();
            json.WriteString("audit_head", head.ToString());
            json.WriteStartArray("tags");
            foreach (Tag tag in tags)
            {
                WriteTag(json, tag, names);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return file.ToArray();
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    private static void WriteTag(Utf8JsonWriter json, Tag tag, IReadOnlyList<HolderName>? names)
    {
        json.WriteStartObject();
        foreach ((string column, object value) in Columns.Zip(Fields(tag)))
        {
            json.WritePropertyName(column);
            WriteValue(json, value);
        }

        if (NameOf(tag, names) is HolderName name)
        {
            json.WriteString("name", name.Name);
            json.WriteString("class", name.Group);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case uint number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static object[] Fields(Tag tag) =>
    [
        tag.Serial, ShortCode.Of(tag.Serial), tag.State, tag.Holder is uint holder ? holder : string.Empty, MacAddress.Display(tag.Mac), tag.Chip, tag.Firmware,
        tag.Generation, tag.IsLabelled, tag.State == TagState.Blank, tag.Note, tag.Operator,
        DateTimeOffset.FromUnixTimeMilliseconds(tag.ChangedUtcMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    ];

    private static HolderName? NameOf(Tag tag, IReadOnlyList<HolderName>? names) =>
        tag.Holder is uint holder ? names?.FirstOrDefault(name => name.Number == holder) : null;
}

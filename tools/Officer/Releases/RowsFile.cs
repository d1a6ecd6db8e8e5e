using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Releases;

/// <summary>
/// A release in clear for the authority's own matching: JSON with the ids of each released day, and the contacts. No key is in it. Secret: it tells
/// whom somebody met.
/// </summary>
public static class RowsFile
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>The bytes of the file.</summary>
    public static byte[] Of(string id, OpenedRelease release)
    {
        using MemoryStream file = new();
        using (Utf8JsonWriter json = new(file, Readable))
        {
            json.WriteStartObject();
            json.WriteString("release", id);
            json.WriteStartArray("ids");
            foreach (ReleasedKey key in release.Keys)
            {
                WriteIds(json, release.Request.Kind, key);
            }

            json.WriteEndArray();
            json.WriteStartArray("contacts");
            foreach (ReleasedContact contact in release.Contacts)
            {
                WriteContact(json, contact);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return file.ToArray();
    }

    /// <summary>The ids of a key row, by slot.</summary>
    public static IReadOnlyList<(int Slot, byte[] Id)> IdsOf(ReleaseKind kind, ReleasedKey key)
    {
        byte[] subKey = kind == ReleaseKind.SubKeys ? key.Key : FirstSubKey(key);
        List<(int, byte[])> ids = [];
        for (int slot = key.FirstSlot; slot <= key.LastSlot; slot++)
        {
            ids.Add((slot, IdOf(subKey)));
            subKey = SHA256.HashData(subKey);
        }

        return ids;
    }

    // The daily key leads to slot 0, whatever slot the row begins with.
    private static byte[] FirstSubKey(ReleasedKey key)
    {
        SubKeyChain chain = new(new Sha256());
        chain.StartDay(key.Key);
        chain.SeekSlot(key.FirstSlot);
        byte[] subKey = [.. chain.SubKey];
        chain.Clear();
        return subKey;
    }

    private static byte[] IdOf(byte[] subKey)
    {
        byte[] id = new byte[BluezoneId.Length];
        BluezoneId.FromSubKey(subKey, id, 0);
        return id;
    }

    private static void WriteIds(Utf8JsonWriter json, ReleaseKind kind, ReleasedKey key)
    {
        json.WriteStartObject();
        json.WriteString("day", Dates.Text(key.Day));
        json.WriteNumber("firstSlot", key.FirstSlot);
        json.WriteStartArray("ids");
        foreach ((int _, byte[] id) in IdsOf(kind, key))
        {
            json.WriteStringValue(Convert.ToHexString(id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContact(Utf8JsonWriter json, ReleasedContact contact)
    {
        ContactRecord record = new();
        ContactRecordCodec.TryDecode(contact.Record, 0, record);
        json.WriteStartObject();
        json.WriteString("id", Convert.ToHexString(record.Id));
        json.WriteNumber("firstUtcMs", (contact.BaseUtcSeconds * 1000L) + record.FirstMs);
        json.WriteNumber("lastUtcMs", (contact.BaseUtcSeconds * 1000L) + record.LastMs);
        json.WriteNumber("sightings", record.SightingCount);
        json.WriteNumber("near", record.NearCount);
        json.WriteNumber("meanRssiDbm", record.MeanRssiDbm);
        json.WriteBoolean("isTag", record.IsTag);
        json.WriteNumber("clockState", contact.ClockState);
        json.WriteNumber("ruleVersion", contact.RuleVersion);
        json.WriteEndObject();
    }
}

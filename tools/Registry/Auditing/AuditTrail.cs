using System.Collections.Generic;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry.Auditing;

/// <summary>The trail as a table. Appending belongs into the same transaction as the change it records.</summary>
internal static class AuditTrail
{
    /// <summary>Adds an entry behind the last one.</summary>
    public static AuditEntry Append(Database database, byte[] registryId, long utcMs, string by, AuditKind kind, uint serial, AuditFields fields)
    {
        (long count, byte[] last) = Last(database, registryId);
        AuditEntry entry = new(count + 1, utcMs, kind, serial, by, fields.Ordered());
        byte[] bytes = AuditCodec.Encode(entry);
        database.Run("INSERT INTO audit (sequence, entry, hash) VALUES (?1, ?2, ?3)", entry.Sequence, bytes, AuditChain.Next(last, bytes));
        return entry;
    }

    /// <summary>The present end. An empty trail has none and is no registry.</summary>
    public static AuditHead Head(Database database, byte[] registryId)
    {
        (long count, byte[] last) = Last(database, registryId);
        return AuditHead.Of(count, last);
    }

    /// <summary>All rows in order: sequence, bytes, hash.</summary>
    public static List<(long Sequence, byte[] Bytes, byte[] Hash)> Rows(Database database) =>
        database.Query("SELECT sequence, entry, hash FROM audit ORDER BY sequence", row => (row.Long(0), row.Bytes(1), row.Bytes(2)));

    private static (long Count, byte[] Hash) Last(Database database, byte[] registryId)
    {
        List<(long, byte[])> last = database.Query(
            "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", row => (row.Long(0), row.Bytes(1)));
        return last.Count == 0 ? (0, AuditChain.Start(registryId)) : last[0];
    }
}

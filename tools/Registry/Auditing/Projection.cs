using System;
using System.Linq;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Auditing;

/// <summary>
/// What an entry does to the tables tag, key_use and region. This is the only code that writes them: a change happens by being
/// recorded, and verification makes the tables again from the trail and compares.
/// </summary>
internal static class Projection
{
    /// <summary>Applies one entry.</summary>
    public static void Apply(Database database, AuditEntry entry)
    {
        switch (entry.Kind)
        {
            case AuditKind.Reserved:
                Reserve(database, entry);
                break;
            case AuditKind.Confirmed:
                Confirm(database, entry);
                break;
            case AuditKind.Abandoned:
                Close(database, entry, KeyStage.Abandoned);
                break;
            case AuditKind.Labelled:
                database.Run("UPDATE tag SET labelled = 1 WHERE serial = ?1", entry.Serial);
                break;
            case AuditKind.Issued:
                Move(database, entry, TagState.Issued, entry.Number(AuditField.Holder));
                break;
            case AuditKind.Returned:
                Move(database, entry, TagState.Returned, null);
                break;
            case AuditKind.Wiped:
                Move(database, entry, TagState.Wiped, null);
                break;
            case AuditKind.MarkedLost:
                MoveKeepingHolder(database, entry, TagState.Lost);
                break;
            case AuditKind.MarkedDefect:
                Move(database, entry, TagState.Defect, null);
                break;
            default:
                break;
        }
    }

    private static void Reserve(Database database, AuditEntry entry)
    {
        database.Run(
            "INSERT OR IGNORE INTO tag (serial, mac, chip, state, generation, operator, changed_utc_ms) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
            entry.Serial, Convert.ToHexString(entry.Bytes(AuditField.Mac)), entry.Text(AuditField.Chip), TagState.Blank, entry.Operator, entry.UtcMs);
        Move(database, entry, TagState.Blank, null);
        database.Run("UPDATE tag SET labelled = 0 WHERE serial = ?1", entry.Serial);
        database.Run(
            """
            INSERT INTO key_use (serial, generation, stage, base_key_fingerprint, claim_fingerprint, operator, reserved_utc_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            entry.Serial, entry.Number(AuditField.Generation), KeyStage.Reserved,
            entry.Bytes(AuditField.BaseKeyFingerprint), entry.Bytes(AuditField.ClaimFingerprint), entry.Operator, entry.UtcMs);
    }

    private static void Confirm(Database database, AuditEntry entry)
    {
        uint generation = entry.Number(AuditField.Generation);
        Close(database, entry, KeyStage.Confirmed);
        Move(database, entry, TagState.Provisioned, null);
        database.Run(
            "UPDATE tag SET generation = ?2, firmware = ?3 WHERE serial = ?1", entry.Serial, generation, entry.Text(AuditField.Firmware));
        foreach (byte[] bytes in entry.Fields.Where(field => field.Key == AuditField.Region).Select(field => field.Value))
        {
            WrittenRegion region = WrittenRegion.FromBytes(bytes);
            database.Run(
                "INSERT INTO region (serial, generation, name, flash_offset, length, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                entry.Serial, generation, region.Name, region.FlashOffset, region.Length, region.Sha256);
        }
    }

    private static void Close(Database database, AuditEntry entry, KeyStage stage) => database.Run(
        "UPDATE key_use SET stage = ?3, closed_utc_ms = ?4 WHERE serial = ?1 AND generation = ?2",
        entry.Serial, entry.Number(AuditField.Generation), stage, entry.UtcMs);

    private static void Move(Database database, AuditEntry entry, TagState state, uint? holder)
    {
        MoveKeepingHolder(database, entry, state);
        database.Run("UPDATE tag SET holder = ?2 WHERE serial = ?1", entry.Serial, holder);
    }

    private static void MoveKeepingHolder(Database database, AuditEntry entry, TagState state) => database.Run(
        "UPDATE tag SET state = ?2, note = ?3, operator = ?4, changed_utc_ms = ?5 WHERE serial = ?1",
        entry.Serial, state, entry.Text(AuditField.Note), entry.Operator, entry.UtcMs);
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Storage;

/// <summary>Tags as rows.</summary>
internal static class TagRows
{
    private const string Select = """
        SELECT serial, mac, chip, state, generation, firmware, holder, labelled, note, operator, changed_utc_ms,
            EXISTS (SELECT 1 FROM key_use WHERE key_use.serial = tag.serial AND stage = 0)
        FROM tag
        """;

    /// <summary>The tag with this serial.</summary>
    public static Tag? BySerial(RegistryFile file, uint serial) => Where(file, "serial = ?1", serial).SingleOrDefault();

    /// <summary>The tag on this chip.</summary>
    public static Tag? ByMac(RegistryFile file, string mac) => Where(file, "mac = ?1", mac).SingleOrDefault();

    /// <summary>The tag that this holder has now.</summary>
    public static Tag? ByHolder(RegistryFile file, uint holder) => Where(file, "holder = ?1 AND state = 2", holder).SingleOrDefault();

    /// <summary>All tags that pass the filter, by serial.</summary>
    public static List<Tag> Matching(RegistryFile file, TagFilter filter)
    {
        const string Condition = """
            (?1 IS NULL OR serial >= ?1) AND (?2 IS NULL OR serial <= ?2) AND (?3 IS NULL OR holder = ?3) AND (?4 IS NULL OR mac = ?4)
            """;
        return [.. Where(file, Condition, filter.FirstSerial, filter.LastSerial, filter.Holder, filter.Mac).Where(tag => Passes(tag, filter))];
    }

    private static bool Passes(Tag tag, TagFilter filter) =>
        (filter.States.Count == 0 || filter.States.Contains(tag.State))
        && (!filter.OnlyWithoutLabel || (tag.State == TagState.Provisioned && !tag.IsLabelled))
        && (!filter.OnlyUnfinished || tag.State == TagState.Blank);

    private static List<Tag> Where(RegistryFile file, string condition, params object?[] parameters) =>
        file.Query($"{Select} WHERE {condition} ORDER BY serial", Read, parameters);

    private static Tag Read(Statement row) => new(
        row.UInt(0), row.Text(1), row.Text(2), (TagState)row.Int(3), row.UInt(4), row.Text(5), row.IsNull(6) ? null : row.UInt(6),
        row.Long(7) != 0, row.Long(11) != 0, row.Text(8), row.Text(9), row.Long(10));
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry;

/// <summary>The audit trail: its end, its entries, and whether it holds.</summary>
public sealed class AuditDesk
{
    private readonly RegistryFile _file;

    internal AuditDesk(RegistryFile file) => _file = file;

    /// <summary>The present end, to be printed and kept outside the registry.</summary>
    public Result<AuditHead> Head() => _file.Read<AuditHead>(() => AuditTrail.Head(_file.Database, _file.Id));

    /// <summary>All entries that decode, oldest first; with a serial only those about that tag.</summary>
    public Result<IReadOnlyList<AuditEntry>> Entries(uint? serial = null) => _file.Read<IReadOnlyList<AuditEntry>>(() => AuditTrail.Rows(_file.Database)
        .Select(row => AuditCodec.TryDecode(row.Bytes, out AuditEntry? entry) ? entry : null)
        .OfType<AuditEntry>()
        .Where(entry => serial == null || entry.Serial == serial)
        .ToList());

    /// <summary>
    /// Checks that the trail is whole, that it contains the head noted earlier, and that the tables are exactly what the trail
    /// says. Without a noted head a trail that was cut at its end together with its tables looks whole.
    /// </summary>
    public Result<AuditHead> Verify(AuditHead? noted = null) => _file.Read(() => AuditVerifier.Verify(_file, noted));
}

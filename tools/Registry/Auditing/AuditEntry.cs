using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Auditing;

/// <summary>One entry of the audit trail: what happened to which tag, when, by whom. It says everything that changed, so that the tables can be made again from the trail.</summary>
/// <param name="Sequence">Position in the trail, from 1 without gaps.</param>
/// <param name="UtcMs">UTC milliseconds since 1970, as the program was told.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Serial">The tag; 0 when it is about the registry as a whole.</param>
/// <param name="Operator">Label of who did it.</param>
/// <param name="Fields">Details, ascending by field.</param>
public sealed record AuditEntry(
    long Sequence, long UtcMs, AuditKind Kind, uint Serial, string Operator, IReadOnlyList<KeyValuePair<AuditField, byte[]>> Fields)
{
    /// <summary>A field's bytes; empty when it is not there.</summary>
    public byte[] Bytes(AuditField field) => Fields.FirstOrDefault(one => one.Key == field).Value ?? [];

    /// <summary>A field as text.</summary>
    public string Text(AuditField field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>A field as number; 0 when it is not there.</summary>
    public uint Number(AuditField field)
    {
        byte[] bytes = Bytes(field);
        return bytes.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
    }

    /// <summary>True when the field is there.</summary>
    public bool Has(AuditField field) => Fields.Any(one => one.Key == field);
}

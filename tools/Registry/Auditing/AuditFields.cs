using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Auditing;

/// <summary>Collects the fields of an entry and puts them in canonical order.</summary>
internal sealed class AuditFields
{
    private readonly List<KeyValuePair<AuditField, byte[]>> _fields = [];

    /// <summary>Adds bytes.</summary>
    public AuditFields With(AuditField field, byte[] bytes)
    {
        _fields.Add(new(field, bytes));
        return this;
    }

    /// <summary>Adds text; an empty one is left out.</summary>
    public AuditFields With(AuditField field, string text) => text.Length == 0 ? this : With(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a number.</summary>
    public AuditFields With(AuditField field, uint number)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return With(field, bytes);
    }

    /// <summary>Adds the regions.</summary>
    public AuditFields With(IEnumerable<WrittenRegion> regions)
    {
        foreach (WrittenRegion region in regions.OrderBy(one => one.FlashOffset))
        {
            With(AuditField.Region, region.ToBytes());
        }

        return this;
    }

    /// <summary>The fields, ascending; those of one kind stay in the order of their adding.</summary>
    public IReadOnlyList<KeyValuePair<AuditField, byte[]>> Ordered() => [.. _fields.OrderBy(one => one.Key)];
}

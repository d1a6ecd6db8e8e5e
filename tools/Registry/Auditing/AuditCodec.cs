using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Auditing;

/// <summary>
/// The bytes of an audit entry, over which the chain runs (docs/registry.md 4.2). One entry has exactly one form: whatever
/// decodes is encoded as the same bytes again, and everything else is refused.
/// </summary>
public static class AuditCodec
{
    /// <summary>First byte of an entry.</summary>
    public const byte FormatVersion = 1;

    private const int HeaderLength = 24;
    private const int OperatorOffset = HeaderLength + 2;

    /// <summary>The bytes of an entry.</summary>
    public static byte[] Encode(AuditEntry entry)
    {
        byte[] name = Encoding.UTF8.GetBytes(entry.Operator);
        byte[] bytes = new byte[OperatorOffset + name.Length + entry.Fields.Sum(field => 3 + field.Value.Length)];
        bytes[0] = FormatVersion;
        bytes[1] = checked((byte)entry.Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), checked((ushort)entry.Fields.Count));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), entry.UtcMs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(20), entry.Serial);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeaderLength), checked((ushort)name.Length));
        name.CopyTo(bytes, OperatorOffset);
        WriteFields(bytes.AsSpan(OperatorOffset + name.Length), entry.Fields);
        return bytes;
    }

    /// <summary>Reads an entry; false when the bytes are not exactly one in canonical form.</summary>
    public static bool TryDecode(byte[] bytes, [NotNullWhen(true)] out AuditEntry? entry)
    {
        try
        {
            entry = Decode(bytes);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or InvalidDataException)
        {
            entry = null;
        }

        return entry != null;
    }

    private static void WriteFields(Span<byte> at, IReadOnlyList<KeyValuePair<AuditField, byte[]>> fields)
    {
        foreach (KeyValuePair<AuditField, byte[]> field in fields)
        {
            at[0] = checked((byte)field.Key);
            BinaryPrimitives.WriteUInt16LittleEndian(at[1..], checked((ushort)field.Value.Length));
            field.Value.CopyTo(at[3..]);
            at = at[(3 + field.Value.Length)..];
        }
    }

    private static AuditEntry Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> all = bytes;
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(all[HeaderLength..]);
        AuditEntry entry = new(
            BinaryPrimitives.ReadInt64LittleEndian(all[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(all[12..]),
            (AuditKind)all[1],
            BinaryPrimitives.ReadUInt32LittleEndian(all[20..]),
            Encoding.UTF8.GetString(all.Slice(OperatorOffset, nameLength)),
            ReadFields(all[(OperatorOffset + nameLength)..], BinaryPrimitives.ReadUInt16LittleEndian(all[2..])));
        return IsCanonical(entry, bytes) ? entry : throw new InvalidDataException();
    }

    private static List<KeyValuePair<AuditField, byte[]>> ReadFields(ReadOnlySpan<byte> at, int count)
    {
        List<KeyValuePair<AuditField, byte[]>> fields = [];
        for (int i = 0; i < count; i++)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(at[1..]);
            fields.Add(new((AuditField)at[0], at.Slice(3, length).ToArray()));
            at = at[(3 + length)..];
        }

        return fields;
    }

    private static bool IsCanonical(AuditEntry entry, byte[] bytes) =>
        Enum.IsDefined(entry.Kind)
        && entry.Fields.All(field => Enum.IsDefined(field.Key))
        && entry.Fields.Zip(entry.Fields.Skip(1)).All(pair => pair.First.Key <= pair.Second.Key)
        && Encode(entry).AsSpan().SequenceEqual(bytes);
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>Makes .pe files from the fact sheet.</summary>
public static class PeFile
{
    public static byte[] Build(string name, string[] references, bool entryPoint, int bodyBytes, uint native = 0)
    {
        List<byte> strings = [0];
        ushort nameAt = Add(strings, name);
        List<byte> refs = [];
        foreach (string one in references)
        {
            byte[] record = new byte[12];
            BinaryPrimitives.WriteUInt16LittleEndian(record, Add(strings, one));
            refs.AddRange(record);
        }

        byte[] method = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(method.AsSpan(4), entryPoint ? 0x08000010u : 0x10u);
        byte[] code = new byte[bodyBytes];
        new Random(bodyBytes + name.Length).NextBytes(code);

        // References 0, methods 6, strings 11, byte code 13; the others are empty.
        byte[][] tables = new byte[15][];
        Array.Fill(tables, []);
        tables[0] = [.. refs];
        tables[6] = method;
        tables[11] = [.. strings];
        tables[13] = code;
        return Assemble(tables, nameAt, native);
    }

    /// <summary>Makes both CRCs right again after a change.</summary>
    public static byte[] Sealed(byte[] pe)
    {
        int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(pe.AsSpan(40 + 60));
        BinaryPrimitives.WriteUInt32LittleEndian(pe.AsSpan(12), Crc(pe.AsSpan(124, length - 124)));
        pe.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(pe.AsSpan(8), Crc(pe.AsSpan(0, 124)));
        return pe;
    }

    /// <summary>CRC-32, 04C11DB7, most significant bit first, from 0; bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte one in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool top = (crc >> 31) != (uint)((one >> bit) & 1);
                crc = (crc << 1) ^ (top ? 0x04C11DB7u : 0);
            }
        }

        return crc;
    }

    private static ushort Add(List<byte> strings, string text)
    {
        ushort at = (ushort)strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        strings.Add(0);
        return at;
    }

    private static byte[] Assemble(byte[][] tables, ushort nameAt, uint native)
    {
        byte[] header = new byte[124];
        "NFMRK1"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), native);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(36), nameAt);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(38), 1);
        List<byte> body = [];
        for (int table = 0; table < 15; table++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40 + (4 * table)), (uint)(124 + body.Count));
            body.AddRange(tables[table]);
            while (body.Count % 4 != 0)
            {
                body.Add(0);
                header[108 + table]++;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(100), (uint)(124 + body.Count));
        return Sealed([.. header, .. body]);
    }
}

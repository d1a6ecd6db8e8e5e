using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// One nanoFramework assembly. 124 bytes of header, little endian: `NFMRK1` and zeros at 0, u32 header CRC at 8, u32 assembly CRC at
/// 12, flags, u32 native checksum at 20, version, u16 name at 36, u16 string table version at 38, u32 starts of 16 tables at 40.
/// The last start is the length of the assembly.
/// </summary>
public sealed class PeAssembly
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 124;

    private const int HeaderCrcOffset = 8;
    private const int AssemblyCrcOffset = 12;
    private const int NativeChecksumOffset = 20;
    private const int NameOffset = 36;
    private const int StringTableVersionOffset = 38;
    private const int TablesOffset = 40;
    private const int PaddingOffset = 108;
    private const int AssemblyRefTable = 0;
    private const int MethodTable = 6;
    private const int StringTable = 11;
    private const int EndOfAssembly = 15;
    private const int AssemblyRefLength = 12;
    private const int MethodLength = 16;
    private const uint EntryPointFlag = 0x08000000;
    private readonly byte[] _bytes;

    private PeAssembly(byte[] bytes, string fileName)
    {
        _bytes = bytes;
        Name = StringAt(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(NameOffset))) ?? fileName;
    }

    /// <summary>Its name; the file's when the header refers to the firmware's own string table.</summary>
    public string Name { get; }

    /// <summary>The assembly, padded with zeros to a multiple of 4.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Must equal that of the firmware's native code of the same name; 0 when there is none.</summary>
    public uint NativeChecksum => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(NativeChecksumOffset));

    /// <summary>Whether the application starts here.</summary>
    public bool HasEntryPoint
    {
        get
        {
            ReadOnlySpan<byte> methods = Table(MethodTable);
            for (; methods.Length >= MethodLength; methods = methods[MethodLength..])
            {
                if ((BinaryPrimitives.ReadUInt32LittleEndian(methods[4..]) & EntryPointFlag) != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Names of the assemblies it needs, as far as they can be known without the firmware's string table.</summary>
    public IReadOnlyList<string> References
    {
        get
        {
            List<string> names = [];
            ReadOnlySpan<byte> references = Table(AssemblyRefTable);
            for (; references.Length >= AssemblyRefLength; references = references[AssemblyRefLength..])
            {
                string? name = StringAt(BinaryPrimitives.ReadUInt16LittleEndian(references));
                if (name != null)
                {
                    names.Add(name);
                }
            }

            return names;
        }
    }

    /// <summary>
    /// Reads and checks the assembly at the start of <paramref name="bytes"/>; what follows it is not looked at. Throws
    /// <see cref="FlasherException"/>.
    /// </summary>
    public static PeAssembly Parse(string fileName, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes[..7].SequenceEqual("NFMRK1\0"u8))
        {
            throw ImageProblems.BadAssembly(fileName, "this is no nanoFramework assembly (no NFMRK1 mark)", "không phải assembly của nanoFramework (thiếu dấu NFMRK1)");
        }

        uint length = TableStart(bytes, EndOfAssembly);
        CheckHeader(fileName, bytes, length);
        if (NanoCrc.Compute(bytes[HeaderLength..(int)length]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[AssemblyCrcOffset..]))
        {
            throw ImageProblems.BadAssembly(fileName, "the CRC of the assembly is wrong", "CRC của assembly sai");
        }

        byte[] padded = new byte[RoundUp(length)];
        bytes[..(int)length].CopyTo(padded);
        return new PeAssembly(padded, fileName);
    }

    /// <summary>The next multiple of 4: where nanoCLR looks for the following assembly.</summary>
    public static int RoundUp(long length) => (int)((length + 3) & ~3L);

    private static void CheckHeader(string fileName, ReadOnlySpan<byte> bytes, uint length)
    {
        byte[] header = bytes[..HeaderLength].ToArray();
        uint headerCrc = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(HeaderCrcOffset));
        header.AsSpan(HeaderCrcOffset, 4).Clear();
        if (NanoCrc.Compute(header) != headerCrc)
        {
            throw ImageProblems.BadAssembly(fileName, "the CRC of the header is wrong", "CRC của phần đầu sai");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(StringTableVersionOffset)) != 1)
        {
            throw ImageProblems.BadAssembly(fileName, "its string table version is not 1", "phiên bản bảng chuỗi không phải 1");
        }

        if (length < HeaderLength || length > bytes.Length)
        {
            throw ImageProblems.BadAssembly(fileName, $"it says it has {length} bytes, the file has {bytes.Length}", $"ghi là {length} byte nhưng tệp có {bytes.Length} byte");
        }

        uint previous = HeaderLength;
        for (int table = 0; table <= EndOfAssembly; table++)
        {
            uint start = TableStart(bytes, table);
            if (start < previous)
            {
                throw ImageProblems.BadAssembly(fileName, "its tables are out of order", "các bảng không theo thứ tự");
            }

            previous = start;
        }
    }

    private static uint TableStart(ReadOnlySpan<byte> bytes, int table) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(TablesOffset + (4 * table))..]);

    private ReadOnlySpan<byte> Table(int table)
    {
        int start = (int)TableStart(_bytes, table);
        int end = (int)TableStart(_bytes, table + 1) - _bytes[PaddingOffset + table];
        return end > start ? _bytes.AsSpan(start, end - start) : [];
    }

    // Frequent names have no text here: their numbers lie behind the table and point into the firmware's.
    private string? StringAt(int offset)
    {
        ReadOnlySpan<byte> strings = Table(StringTable);
        if (offset >= strings.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> text = strings[offset..];
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}

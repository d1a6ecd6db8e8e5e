using System;
using System.Buffers.Binary;
using System.Text;

namespace BluezoneTag.Simulator.Flash;

/// <summary>One directory entry of <see cref="LittleFiles"/>: content, or the block that holds it, or that the file is gone.</summary>
public sealed class LittleFile
{
    private const int RemovedKind = 0;
    private const int InlineKind = 1;
    private const int BlockKind = 2;
    private const int HeaderLength = 4;

    private readonly int _kind;

    /// <summary>A small file.</summary>
    public LittleFile(string name, byte[] content)
        : this(name, InlineKind, content, -1, content.Length)
    {
    }

    /// <summary>A file in a block.</summary>
    public LittleFile(string name, int block, int length)
        : this(name, BlockKind, [], block, length)
    {
    }

    private LittleFile(string name, int kind, byte[] content, int block, int length)
    {
        Name = name;
        _kind = kind;
        Inline = content;
        Block = block;
        Length = length;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its content, when it is small.</summary>
    public byte[] Inline { get; }

    /// <summary>Its block, or -1.</summary>
    public int Block { get; }

    /// <summary>Its bytes.</summary>
    public int Length { get; }

    /// <summary>Whether the entry says that there is no such file any more.</summary>
    public bool IsRemoved => _kind == RemovedKind;

    /// <summary>The entry that removes a file.</summary>
    public static byte[] Removed(string name) => new LittleFile(name, RemovedKind, [], -1, 0).Encode();

    /// <summary>Kind, length of the name, length or block and length; name; content.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[HeaderLength + 1 + Name.Length + Inline.Length];
        bytes[0] = (byte)_kind;
        bytes[1] = (byte)Name.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)Length);
        bytes[4] = (byte)Block;
        Encoding.ASCII.GetBytes(Name, bytes.AsSpan(HeaderLength + 1));
        Inline.CopyTo(bytes, HeaderLength + 1 + Name.Length);
        return bytes;
    }

    /// <summary>Takes one entry from the front of <paramref name="entries"/>.</summary>
    public static LittleFile Decode(ref ReadOnlySpan<byte> entries)
    {
        int kind = entries[0];
        int nameLength = entries[1];
        int length = BinaryPrimitives.ReadUInt16LittleEndian(entries[2..]);
        int block = entries[4];
        string name = Encoding.ASCII.GetString(entries.Slice(HeaderLength + 1, nameLength));
        entries = entries[(HeaderLength + 1 + nameLength)..];
        byte[] content = kind == InlineKind ? entries[..length].ToArray() : [];
        entries = entries[content.Length..];
        return new LittleFile(name, kind, content, kind == BlockKind ? block : -1, length);
    }
}

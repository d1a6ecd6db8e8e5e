using System;
using System.Buffers.Binary;

namespace BluezoneTag.Simulator.Flash;

/// <summary>
/// A pair of blocks as littlefs keeps its directories: commits with a CRC are programmed one behind the other, and when the block
/// is full all that still counts is written to the other one under a higher revision.
/// </summary>
public sealed class CommitLog
{
    /// <summary>Bytes that one commit can carry.</summary>
    public const int Capacity = NorFlash.BlockLength - LittleFiles.ProgramLength;

    // Revision 4, length 4, content, CRC 4.
    private const int Overhead = 12;

    private readonly NorFlash _flash;
    private readonly byte[] _buffer = new byte[NorFlash.BlockLength];
    private int _active;
    private bool _hasCleanEnd;

    /// <summary>A pair that has not been read yet.</summary>
    public CommitLog(NorFlash flash, int first, int second, uint revision = 0)
    {
        _flash = flash;
        First = first;
        Second = second;
        Revision = revision;
        _active = second;
    }

    /// <summary>What takes the content of each commit, in order.</summary>
    public delegate void Visitor(ReadOnlySpan<byte> content);

    /// <summary>One block.</summary>
    public int First { get; }

    /// <summary>The other.</summary>
    public int Second { get; }

    /// <summary>Counts compactions.</summary>
    public uint Revision { get; private set; }

    /// <summary>Where the next commit goes.</summary>
    public int End { get; private set; }

    /// <summary>Compactions of this pair since it was taken into use, as far as this start knows.</summary>
    public int Erases => Math.Max(_flash.EraseCounts[First], _flash.EraseCounts[Second]) % (LittleFiles.BlockCycles + 1);

    /// <summary>Reads the newer good block. False when there is none.</summary>
    public bool Mount(Visitor visitor)
    {
        bool hasFirst = TryRead(First, 0, out uint first, out _);
        bool hasSecond = TryRead(Second, 0, out uint second, out _);
        if (!hasFirst && !hasSecond)
        {
            return false;
        }

        _active = hasFirst && (!hasSecond || (int)(first - second) > 0) ? First : Second;
        Revision = _active == First ? first : second;
        End = 0;
        while (TryRead(_active, End, out uint revision, out int length) && revision == Revision)
        {
            visitor(_flash.Read(_active).Slice(End + 8, length));
            End += Padded(length);
        }

        // Behind a torn commit nothing can be programmed.
        _hasCleanEnd = _flash.Read(_active)[End..].IndexOfAnyExcept((byte)0xFF) < 0;
        return true;
    }

    /// <summary>Adds one commit. False when there is no room, or the flash did not take it.</summary>
    public bool Append(byte[] content)
    {
        if (!_hasCleanEnd || End + Padded(content.Length) > NorFlash.BlockLength)
        {
            return false;
        }

        if (!Program(_active, End, content))
        {
            _hasCleanEnd = false;
            return false;
        }

        End += Padded(content.Length);
        return true;
    }

    /// <summary>Writes <paramref name="content"/>, all that counts, to the other block. False when that block is bad.</summary>
    public bool Compact(byte[] content)
    {
        int other = _active == First ? Second : First;
        _flash.Erase(other);
        Revision++;
        if (!Program(other, 0, content))
        {
            Revision--;
            return false;
        }

        _active = other;
        End = Padded(content.Length);
        _hasCleanEnd = true;
        return true;
    }

    private static int Padded(int length)
    {
        return (length + Overhead + LittleFiles.ProgramLength - 1) / LittleFiles.ProgramLength * LittleFiles.ProgramLength;
    }

    private bool Program(int block, int offset, byte[] content)
    {
        int length = Padded(content.Length);
        Array.Clear(_buffer, 0, length);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer, Revision);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(4), content.Length);
        content.CopyTo(_buffer, 8);
        uint crc = Checksum.Of(_buffer.AsSpan(0, 8 + content.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(8 + content.Length), crc);
        _flash.Program(block, offset, _buffer.AsSpan(0, length));
        return _flash.Read(block).Slice(offset, length).SequenceEqual(_buffer.AsSpan(0, length));
    }

    private bool TryRead(int block, int offset, out uint revision, out int length)
    {
        ReadOnlySpan<byte> content = _flash.Read(block)[offset..];
        revision = 0;
        length = 0;
        if (content.Length < Overhead)
        {
            return false;
        }

        revision = BinaryPrimitives.ReadUInt32LittleEndian(content);
        length = BinaryPrimitives.ReadInt32LittleEndian(content[4..]);
        if (length < 0 || length > content.Length - Overhead)
        {
            return false;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(content[(8 + length)..]) == Checksum.Of(content[..(8 + length)]);
    }
}

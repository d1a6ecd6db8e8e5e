using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Flash;

/// <summary>
/// A NOR flash partition byte by byte (docs/log.md 4): erasing sets all bits of a block, programming can only clear them, both
/// can be torn by a power cut, and blocks can go bad. Counts what it does.
/// </summary>
public sealed class NorFlash
{
    /// <summary>Bytes in a block, the unit of erasing.</summary>
    public const int BlockLength = 4096;

    private const int UndecidedBytes = 8;

    private readonly byte[][] _blocks;
    private readonly bool[] _isOwn;
    private readonly int[] _eraseCounts;
    private readonly HashSet<int> _bad;

    /// <summary>A partition of <paramref name="blockCount"/> erased blocks.</summary>
    public NorFlash(int blockCount)
    {
        _blocks = new byte[blockCount][];
        _isOwn = new bool[blockCount];
        _eraseCounts = new int[blockCount];
        _bad = [];
        byte[] erased = new byte[BlockLength];
        Array.Fill(erased, (byte)0xFF);
        Array.Fill(_blocks, erased);
    }

    private NorFlash(NorFlash other)
    {
        _blocks = (byte[][])other._blocks.Clone();
        _isOwn = new bool[_blocks.Length];
        _eraseCounts = (int[])other._eraseCounts.Clone();
        _bad = [.. other._bad];
        Array.Clear(other._isOwn);
        OperationCount = other.OperationCount;
        ProgrammedBytes = other.ProgrammedBytes;
    }

    /// <summary>Blocks.</summary>
    public int BlockCount => _blocks.Length;

    /// <summary>Erases and programs so far.</summary>
    public int OperationCount { get; private set; }

    /// <summary>Bytes programmed so far.</summary>
    public long ProgrammedBytes { get; private set; }

    /// <summary>Operation inside which power goes, 0 for none.</summary>
    public int CutAt { get; set; }

    /// <summary>What the cut leaves: 0 as before, 1 as after, more: torn, each number otherwise.</summary>
    public int Variant { get; set; }

    /// <summary>Erases of each block.</summary>
    public IReadOnlyList<int> EraseCounts => _eraseCounts;

    /// <summary>A copy that goes on from here; unchanged blocks are shared.</summary>
    public NorFlash Copy() => new(this);

    /// <summary>From now on the block can be neither erased nor programmed; it keeps what it holds.</summary>
    public void GoBad(int block) => _bad.Add(block);

    /// <summary>The bytes of a block.</summary>
    public ReadOnlySpan<byte> Read(int block) => _blocks[block];

    /// <summary>Sets all bits of a block.</summary>
    public void Erase(int block)
    {
        bool isCut = Begin();
        if (!isCut || Variant != 0)
        {
            byte[] content = Own(block);
            _eraseCounts[block]++;
            if (!_bad.Contains(block))
            {
                EraseInto(content, isCut && Variant > 1);
            }
        }

        End(isCut);
    }

    /// <summary>Clears the bits that are 0 in <paramref name="data"/>.</summary>
    public void Program(int block, int offset, ReadOnlySpan<byte> data)
    {
        bool isCut = Begin();
        int length = !isCut || Variant == 1 ? data.Length : Variant == 0 ? 0 : (int)(Noise.Bits(3, OperationCount, Variant) % (ulong)(data.Length + 1));
        if (!_bad.Contains(block))
        {
            byte[] content = Own(block);
            for (int i = 0; i < length; i++)
            {
                bool isUndecided = isCut && Variant > 1 && i >= length - UndecidedBytes;
                content[offset + i] &= (byte)(data[i] | (isUndecided ? (byte)Noise.Bits(4, OperationCount, Variant, i) : 0));
            }
        }

        ProgrammedBytes += length;
        End(isCut);
    }

    /// <summary>Turns one bit over, as age and heat do.</summary>
    public void FlipBit(long bit)
    {
        Own((int)(bit / 8 / BlockLength))[bit / 8 % BlockLength] ^= (byte)(1 << (int)(bit % 8));
    }

    // A torn erase: pages erased, as before, or undecided.
    private void EraseInto(byte[] content, bool isTorn)
    {
        const int PageLength = 256;
        for (int page = 0; page < BlockLength / PageLength; page++)
        {
            ulong fate = isTorn ? Noise.Bits(5, OperationCount, Variant, page) : 0;
            for (int i = page * PageLength; i < (page + 1) * PageLength; i++)
            {
                content[i] = (fate % 3) switch { 0 => 0xFF, 1 => content[i], _ => (byte)(content[i] | (byte)Noise.Bits(6, OperationCount, Variant, i)) };
            }
        }
    }

    private byte[] Own(int block)
    {
        if (!_isOwn[block])
        {
            _blocks[block] = (byte[])_blocks[block].Clone();
            _isOwn[block] = true;
        }

        return _blocks[block];
    }

    private bool Begin()
    {
        OperationCount++;
        return OperationCount == CutAt;
    }

    private static void End(bool isCut)
    {
        if (isCut)
        {
            throw new PowerCutException();
        }
    }
}

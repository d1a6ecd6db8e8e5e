using System;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// Writes regions through the ROM, each checked by MD5 before the next. The ROM forgives nothing: after any error or silence the
/// region starts again from its erase, never a block. Power lost inside leaves a region erased or half written.
/// </summary>
public sealed class RegionWriter
{
    /// <summary>Bytes of a block; the largest power of two that both ROMs accept.</summary>
    public const uint FullBlock = 0x1000;

    /// <summary>Bytes of a block after one failure: what the maker's own tool sends without a stub.</summary>
    public const uint SmallBlock = 0x400;

    private const int Starts = 3;
    private readonly IFlashProgress _progress;
    private uint _blockSize = FullBlock;
    private long _doneBytes;
    private long _totalBytes;

    /// <summary>Reports to <paramref name="progress"/>.</summary>
    public RegionWriter(IFlashProgress progress)
    {
        _progress = progress;
    }

    /// <summary>Compressed bytes accepted by the chip, repetitions included.</summary>
    public long PayloadBytes { get; private set; }

    /// <summary>Time between the first block of a region and the answer to its last, summed up.</summary>
    public TimeSpan DataTime { get; private set; }

    /// <summary>How often a region was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Size of the blocks in use.</summary>
    public uint BlockSize => _blockSize;

    /// <summary>Begins to count towards <paramref name="totalBytes"/>.</summary>
    public void Expect(long totalBytes)
    {
        _totalBytes = totalBytes;
        _doneBytes = 0;
    }

    /// <summary>
    /// Writes a region and checks it. Throws <see cref="RomException"/> when three starts did not help, or
    /// <see cref="Links.LinkLostException"/>.
    /// </summary>
    public void Write(Loader loader, FlashRegion region, bool skipWhenRight)
    {
        if (!skipWhenRight || !region.Whole.Matches(loader.Rom))
        {
            WriteWithRestarts(loader, region);
        }

        _doneBytes += region.Stream.Bytes.Length;
        _progress.Advance(_doneBytes, _totalBytes);
    }

    private void WriteWithRestarts(Loader loader, FlashRegion region)
    {
        for (int start = 1; ; start++)
        {
            _progress.Begin(new($"Writing {region.Name}", $"Đang ghi {region.Name}"));
            try
            {
                WriteOnce(loader, region);
                return;
            }
            catch (RomException)
            {
                Restarts++;
                _blockSize = SmallBlock;
                if (start == Starts || !loader.TryRecover())
                {
                    throw;
                }
            }
        }
    }

    private void WriteOnce(Loader loader, FlashRegion region)
    {
        bool fifthWord = loader.Chip.BeginHasFifthWord;
        uint tail = region.Length - region.ContentBytes;
        if (tail > 0)
        {
            loader.Rom.Erase(region.Offset + region.ContentBytes, tail, _blockSize, fifthWord);
        }

        if (region.ContentBytes > 0)
        {
            byte[] stream = region.Stream.Bytes;
            uint blocks = (uint)((stream.Length + _blockSize - 1) / _blockSize);
            loader.Rom.BeginDeflate(region.Offset, region.ContentBytes, blocks, _blockSize, fifthWord);
            SendBlocks(loader, region);
        }

        if (!region.Whole.Matches(loader.Rom))
        {
            throw RomException.Nonsense($"the MD5 of {region.Name} does not match");
        }
    }

    private void SendBlocks(Loader loader, FlashRegion region)
    {
        TimeSpan begun = loader.Clock.Elapsed;
        byte[] stream = region.Stream.Bytes;
        uint sequence = 0;
        for (int at = 0; at < stream.Length; at += (int)_blockSize)
        {
            int length = Math.Min((int)_blockSize, stream.Length - at);
            TimeSpan timeout = RomTimeouts.Data(region.Stream.ExpandedBytes(at, at + length));
            loader.Rom.SendDeflate(stream.AsSpan(at, length), sequence++, timeout);
            PayloadBytes += length;
            _progress.Advance(_doneBytes + at + length, _totalBytes);
        }

        DataTime += loader.Clock.Elapsed - begun;
    }
}

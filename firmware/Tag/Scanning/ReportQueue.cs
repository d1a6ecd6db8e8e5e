using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// Holds what one scan hears until the radio is off and the run loop has time. Written by the scanner's thread, read by
/// the run loop. Its memory grows with what is heard, up to 2.4 KB, and is given up by <see cref="Clear"/>: neither advertising nor flash nor
/// a sync window can spare it, and the CLR's own blocks, which cannot be moved, leave no room for all of it in one piece. Only ids are kept (17 bytes each); everything else is counted at once, because in a crowd most of what is heard
/// is somebody's earphones. What does not fit is dropped and counted: the scanner's thread must not wait.
/// </summary>
public sealed class ReportQueue : IReportSink
{
    /// <summary>
    /// Ids held: twice what the platform hands over in a usual scan at 8 ms each, and three quarters of what it does in the longest one of a crowd, where
    /// most senders are heard several times.
    /// </summary>
    public const int Capacity = 128;

    /// <summary>A report that comes this long after the one before it did not have to wait: its time is that of the air.</summary>
    public const int PromptGapMs = 20;

    /// <summary>In an entry, behind the id: the hours since sync that its sender gave, 255 for unknown.</summary>
    public const int HoursOffset = BluezoneId.Length;

    /// <summary>In an entry: RSSI in dBm, signed.</summary>
    public const int RssiOffset = HoursOffset + 1;

    /// <summary>In an entry: <see cref="TagFlag"/> and <see cref="PromptFlag"/>.</summary>
    public const int FlagsOffset = RssiOffset + 1;

    /// <summary>The sender is a tag.</summary>
    public const int TagFlag = 1;

    /// <summary>The report was handed over at once, and not after others that were worked on.</summary>
    public const int PromptFlag = 2;

    /// <summary>Bytes of an entry, which begins with the 12 of the id.</summary>
    public const int EntryLength = SinceOffset + 2;

    /// <summary>Bytes of an array of entries.</summary>
    public const int BlockLength = (1 << BlockBits) * EntryLength;

    // The last two bytes of an entry: milliseconds since the first one.
    private const int SinceOffset = FlagsOffset + 1;
    private const int BlockBits = 4;
    private const int BlockMask = (1 << BlockBits) - 1;

    private readonly object _gate = new object();
    private readonly AdvertisementParser _parser = new AdvertisementParser();
    private readonly byte[][] _blocks = new byte[Capacity >> BlockBits][];
    private long _baseUptimeMs;
    private long _lastUptimeMs;
    private int _count;

    /// <summary>Ids held now. Read this and the rest only while the scanner is stopped.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>All reports since <see cref="Clear"/>, of whatever kind, dropped or not.</summary>
    public int ReportCount { get; private set; }

    /// <summary>Ids dropped since <see cref="Clear"/>.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Reports that were not what they said.</summary>
    public int MalformedCount { get; private set; }

    /// <summary>iPhones that announced the app.</summary>
    public int IPhoneCount { get; private set; }

    /// <inheritdoc/>
    public bool OnReport(byte[] data, int offset, int length, int rssiDbm, long uptimeMs)
    {
        lock (_gate)
        {
            ReportCount++;
            bool isPrompt = uptimeMs - _lastUptimeMs >= PromptGapMs;
            _lastUptimeMs = uptimeMs;
            AdvertisementKind kind = _parser.Parse(data, offset, length);
            if (kind == AdvertisementKind.Bluezone)
            {
                return Hold(data, rssiDbm, uptimeMs, isPrompt);
            }

            if (kind == AdvertisementKind.Malformed)
            {
                MalformedCount++;
            }
            else if (kind == AdvertisementKind.IPhone)
            {
                IPhoneCount++;
            }

            return true;
        }
    }

    /// <summary>Array <paramref name="number"/> of entries, all arrays but the last full; null when there is none.</summary>
    public byte[] BlockOf(int number)
    {
        return _blocks[number];
    }

    /// <summary>Uptime in milliseconds at which the id at <paramref name="entry"/> of <paramref name="block"/> was heard.</summary>
    public long UptimeMsOf(byte[] block, int entry)
    {
        return _baseUptimeMs + (block[entry + SinceOffset] | (block[entry + SinceOffset + 1] << 8));
    }

    /// <summary>Empties the queue and its counts, and gives its memory up.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _count = 0;
            Array.Clear(_blocks, 0, _blocks.Length);
            ReportCount = 0;
            DroppedCount = 0;
            MalformedCount = 0;
            IPhoneCount = 0;
        }
    }

    private bool Hold(byte[] data, int rssiDbm, long uptimeMs, bool isPrompt)
    {
        int count = _count;
        if (count == 0)
        {
            _baseUptimeMs = uptimeMs;
        }

        long sinceMs = uptimeMs - _baseUptimeMs;
        byte[] block = count == Capacity || sinceMs < 0 || sinceMs > ushort.MaxValue ? null : _blocks[count >> BlockBits] ?? NewBlock(count >> BlockBits);
        if (block == null)
        {
            DroppedCount++;
            return false;
        }

        int entry = (count & BlockMask) * EntryLength;
        Array.Copy(data, _parser.IdOffset, block, entry, BluezoneId.Length);
        block[entry + HoursOffset] = (byte)_parser.HoursSinceSync;
        block[entry + RssiOffset] = (byte)(rssiDbm < sbyte.MinValue ? sbyte.MinValue : rssiDbm > 0 ? 0 : rssiDbm);
        block[entry + SinceOffset] = (byte)sinceMs;
        block[entry + SinceOffset + 1] = (byte)(sinceMs >> 8);
        block[entry + FlagsOffset] = (byte)((_parser.IsTag ? TagFlag : 0) | (isPrompt ? PromptFlag : 0));
        _count = count + 1;
        return true;
    }

    // Null when there is no memory for it.
    private byte[] NewBlock(int index)
    {
        try
        {
            _blocks[index] = new byte[BlockLength];
        }
        catch (OutOfMemoryException)
        {
        }

        return _blocks[index];
    }
}

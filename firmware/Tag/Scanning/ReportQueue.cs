using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// Holds what one scan hears until the radio is off and the run loop has time. Written by the scanner's thread, read by
/// the run loop; its memory is given up only while a sync window is open. Only ids are kept (18 bytes each); everything else is counted
/// at once, because in a crowd most of what is heard is somebody's earphones. What does not fit is dropped and counted: the
/// scanner's thread must not wait.
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

    private readonly object _gate = new object();
    private readonly AdvertisementParser _parser = new AdvertisementParser();
    private byte[] _ids;
    private byte[] _hours;
    private bool[] _isTag;
    private sbyte[] _rssiDbm;
    private ushort[] _sinceMs;
    private bool[] _isPrompt;
    private long _baseUptimeMs;
    private long _lastUptimeMs;
    private int _count;

    /// <summary>An empty queue.</summary>
    public ReportQueue()
    {
        Allocate();
    }

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

    /// <summary>All held ids, 12 bytes each.</summary>
    public byte[] Ids
    {
        get { return _ids; }
    }

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

    /// <summary>Where id <paramref name="index"/> starts in <see cref="Ids"/>.</summary>
    public int OffsetOf(int index)
    {
        return index * BluezoneId.Length;
    }

    /// <summary>Hours since sync that the sender of id <paramref name="index"/> gave; 255 for unknown.</summary>
    public int HoursOf(int index)
    {
        return _hours[index];
    }

    /// <summary>Whether the sender of id <paramref name="index"/> is a tag.</summary>
    public bool IsTagOf(int index)
    {
        return _isTag[index];
    }

    /// <summary>Whether id <paramref name="index"/> was handed over at once, and not after others that were worked on.</summary>
    public bool IsPromptOf(int index)
    {
        return _isPrompt[index];
    }

    /// <summary>RSSI of id <paramref name="index"/> in dBm.</summary>
    public int RssiDbmOf(int index)
    {
        return _rssiDbm[index];
    }

    /// <summary>Uptime in milliseconds at which id <paramref name="index"/> was heard.</summary>
    public long UptimeMsOf(int index)
    {
        return _baseUptimeMs + _sinceMs[index];
    }

    /// <summary>Empties the queue and its counts.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _count = 0;
            ReportCount = 0;
            DroppedCount = 0;
            MalformedCount = 0;
            IPhoneCount = 0;
        }
    }

    /// <summary>Takes the memory again that was given up; harmless when it was not.</summary>
    public void Allocate()
    {
        lock (_gate)
        {
            if (_ids == null)
            {
                _hours = new byte[Capacity];
                _isTag = new bool[Capacity];
                _rssiDbm = new sbyte[Capacity];
                _sinceMs = new ushort[Capacity];
                _isPrompt = new bool[Capacity];
                _ids = new byte[Capacity * BluezoneId.Length];
            }
        }
    }

    /// <summary>Gives the memory up until <see cref="Allocate"/>. What was held is lost, and what comes meanwhile is dropped.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _count = 0;
            _ids = null;
            _hours = null;
            _isTag = null;
            _rssiDbm = null;
            _sinceMs = null;
            _isPrompt = null;
        }
    }

    private bool Hold(byte[] data, int rssiDbm, long uptimeMs, bool isPrompt)
    {
        if (_count == 0)
        {
            _baseUptimeMs = uptimeMs;
        }

        long sinceMs = uptimeMs - _baseUptimeMs;
        if (_count == Capacity || _ids == null || sinceMs < 0 || sinceMs > ushort.MaxValue)
        {
            DroppedCount++;
            return false;
        }

        Array.Copy(data, _parser.IdOffset, _ids, OffsetOf(_count), BluezoneId.Length);
        _hours[_count] = (byte)_parser.HoursSinceSync;
        _isTag[_count] = _parser.IsTag;
        _rssiDbm[_count] = (sbyte)(rssiDbm < sbyte.MinValue ? sbyte.MinValue : rssiDbm > 0 ? 0 : rssiDbm);
        _sinceMs[_count] = (ushort)sinceMs;
        _isPrompt[_count] = isPrompt;
        _count++;
        return true;
    }
}

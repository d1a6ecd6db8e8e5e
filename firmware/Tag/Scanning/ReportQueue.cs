using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// Holds what one scan hears until the radio is off and the run loop has time. Written by the scanner's thread, read by
/// the run loop; all memory is allocated once. What does not fit is dropped and counted, because the scanner's thread
/// must not wait.
/// </summary>
public sealed class ReportQueue : IReportSink
{
    /// <summary>Reports held: more than the platform hands over in a usual window at 8 ms each.</summary>
    public const int Capacity = 64;

    private readonly object _gate = new object();
    private readonly byte[] _data = new byte[Capacity * AdvertisingData.MaxLength];
    private readonly byte[] _lengths = new byte[Capacity];
    private readonly short[] _rssiDbm = new short[Capacity];
    private readonly long[] _uptimeMs = new long[Capacity];
    private int _count;
    private int _droppedCount;

    /// <summary>Reports held now. Read it only while the scanner is stopped.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Reports dropped since <see cref="Clear"/>.</summary>
    public int DroppedCount
    {
        get { return _droppedCount; }
    }

    /// <summary>The AD structures of all held reports; report i starts at <see cref="OffsetOf"/>.</summary>
    public byte[] Data
    {
        get { return _data; }
    }

    /// <inheritdoc/>
    public bool OnReport(byte[] data, int offset, int length, int rssiDbm, long uptimeMs)
    {
        lock (_gate)
        {
            if (_count == Capacity || length > AdvertisingData.MaxLength)
            {
                _droppedCount++;
                return false;
            }

            Array.Copy(data, offset, _data, OffsetOf(_count), length);
            _lengths[_count] = (byte)length;
            _rssiDbm[_count] = (short)rssiDbm;
            _uptimeMs[_count] = uptimeMs;
            _count++;
            return true;
        }
    }

    /// <summary>Where report <paramref name="index"/> starts in <see cref="Data"/>.</summary>
    public int OffsetOf(int index)
    {
        return index * AdvertisingData.MaxLength;
    }

    /// <summary>Bytes of report <paramref name="index"/>.</summary>
    public int LengthOf(int index)
    {
        return _lengths[index];
    }

    /// <summary>RSSI of report <paramref name="index"/> in dBm.</summary>
    public int RssiDbmOf(int index)
    {
        return _rssiDbm[index];
    }

    /// <summary>Uptime in milliseconds at which report <paramref name="index"/> was heard.</summary>
    public long UptimeMsOf(int index)
    {
        return _uptimeMs[index];
    }

    /// <summary>Empties the queue and its drop count.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _count = 0;
            _droppedCount = 0;
        }
    }
}

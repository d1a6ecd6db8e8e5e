using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Charge spent in each of the last 25 hours of uptime, the present one included. Answers how much was spent in the last
/// so many milliseconds when the clock turns out to have been wrong. Nanocoulombs; allocates at the start only.
/// </summary>
public sealed class ChargeRing
{
    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = 4 + (2 * Count);

    private const int Count = 25;
    private const int HourMs = 3600000;

    // Stored in hundredths of a coulomb, rounded up: a restart must never make charge disappear.
    private const int StoredNanocoulombs = 10000000;

    private readonly long[] _hours = new long[Count];
    private int _present;
    private int _presentMs;

    /// <summary>Adds charge to the present hour.</summary>
    public void Add(long nanocoulombs)
    {
        _hours[_present] += nanocoulombs;
    }

    /// <summary>Lets <paramref name="ms"/> of uptime pass.</summary>
    public void Pass(long ms)
    {
        long hours = (_presentMs + ms) / HourMs;
        _presentMs = (int)((_presentMs + ms) % HourMs);
        for (int i = 0; i < hours && i < Count; i++)
        {
            _present = (_present + 1) % Count;
            _hours[_present] = 0;
        }
    }

    /// <summary>
    /// Nanocoulombs spent in the last <paramref name="ms"/> or somewhat more: hours count whole. At most 25 hours.
    /// </summary>
    public long SpentInLast(long ms)
    {
        long sum = 0;
        long coveredMs = _presentMs - HourMs;
        for (int i = 0; i < Count && coveredMs < ms; i++)
        {
            sum += _hours[(_present + Count - i) % Count];
            coveredMs += HourMs;
        }

        return sum;
    }

    /// <summary>
    /// Writes the milliseconds of the present hour (4 bytes) and 25 hours, the present one first, in hundredths of a
    /// coulomb (2 bytes each, at most 65535), little endian.
    /// </summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, (uint)_presentMs);
        for (int i = 0; i < Count; i++)
        {
            long stored = (_hours[(_present + Count - i) % Count] + StoredNanocoulombs - 1) / StoredNanocoulombs;
            LittleEndian.WriteUInt16(buffer, offset + 4 + (2 * i), stored > 65535 ? 65535 : (int)stored);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Array.Clear(_hours, 0, Count);
        _present = 0;
        _presentMs = (int)(LittleEndian.ReadUInt32(buffer, offset) % HourMs);
        for (int i = 0; i < Count; i++)
        {
            _hours[(Count - i) % Count] = LittleEndian.ReadUInt16(buffer, offset + 4 + (2 * i)) * (long)StoredNanocoulombs;
        }
    }
}

using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Charge spent in each of the last 25 hours of uptime, the present one included. Answers how much was spent in the last
/// so many milliseconds when the clock turns out to have been wrong. Nanocoulombs, and an hour that is over in microcoulombs,
/// rounded up; allocates at the start only.
/// </summary>
public sealed class ChargeRing
{
    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = 4 + (2 * Count);

    private const int Count = 25;
    private const int HourMs = 3600000;

    // Stored in hundredths of a coulomb, rounded up: a restart must never make charge disappear.
    private const int StoredMicrocoulombs = 10000;

    // Hours that are over, microcoulombs: room for 1.2 A. The place of the present hour is empty.
    private readonly uint[] _hours = new uint[Count];
    private long _presentNanocoulombs;
    private int _present;
    private int _presentMs;

    /// <summary>Adds charge to the present hour.</summary>
    public void Add(long nanocoulombs)
    {
        _presentNanocoulombs += nanocoulombs;
    }

    /// <summary>Lets <paramref name="ms"/> of uptime pass.</summary>
    public void Pass(long ms)
    {
        long hours = (_presentMs + ms) / HourMs;
        _presentMs = (int)((_presentMs + ms) % HourMs);
        for (int i = 0; i < hours && i < Count; i++)
        {
            _hours[_present] = Microcoulombs(_presentNanocoulombs);
            _presentNanocoulombs = 0;
            _present = (_present + 1) % Count;
        }
    }

    /// <summary>
    /// Nanocoulombs spent in the last <paramref name="ms"/> or somewhat more: hours count whole. At most 25 hours.
    /// </summary>
    public long SpentInLast(long ms)
    {
        long sum = _presentNanocoulombs;
        long coveredMs = _presentMs;
        for (int i = 1; i < Count && coveredMs < ms; i++)
        {
            sum += _hours[(_present + Count - i) % Count] * 1000L;
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
            uint microcoulombs = i == 0 ? Microcoulombs(_presentNanocoulombs) : _hours[(_present + Count - i) % Count];
            long stored = ((long)microcoulombs + StoredMicrocoulombs - 1) / StoredMicrocoulombs;
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
            _hours[(Count - i) % Count] = (uint)(LittleEndian.ReadUInt16(buffer, offset + 4 + (2 * i)) * StoredMicrocoulombs);
        }

        _presentNanocoulombs = _hours[0] * 1000L;
    }

    private static uint Microcoulombs(long nanocoulombs)
    {
        long rounded = (nanocoulombs + 999) / 1000;
        return rounded > uint.MaxValue ? uint.MaxValue : (uint)rounded;
    }
}

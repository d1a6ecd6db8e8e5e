namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Which window of a radio slot comes first (docs/schedule.md): two tags meet only when their orders differ. The order is
/// the parity of (12 bits of the id AND state k of a 12-bit shift register), so two ids differ in half of the slots and
/// are never alike more than eleven times in a row, except one pair in 4096.
/// </summary>
public sealed class WindowOrder
{
    private const int StateCount = 4095;
    private int _state = 1;
    private int _position;

    /// <summary>
    /// Whether the sender of the id at <paramref name="idOffset"/> advertises first in radio slot <paramref name="slot"/>.
    /// Any order of calls gives the same answers; consecutive slots are the cheap ones.
    /// </summary>
    public bool IsAdvertisingFirst(byte[] id, int idOffset, int slot)
    {
        MoveTo(slot % StateCount);
        int hash = id[idOffset] | ((id[idOffset + 1] & 15) << 8);

        // A hash of zero would mean the same order for ever.
        return Parity((hash == 0 ? StateCount : hash) & _state);
    }

    private static bool Parity(int value)
    {
        value ^= value >> 8;
        value ^= value >> 4;
        value ^= value >> 2;
        value ^= value >> 1;
        return (value & 1) != 0;
    }

    // x^12 + x^11 + x^10 + x^4 + 1, primitive: all 4095 non-zero states come by.
    private static int Next(int state)
    {
        int feedback = (state >> 11) ^ (state >> 10) ^ (state >> 9) ^ (state >> 3);
        return ((state << 1) | (feedback & 1)) & StateCount;
    }

    private void MoveTo(int position)
    {
        if (position < _position)
        {
            _position = 0;
            _state = 1;
        }

        while (_position < position)
        {
            _state = Next(_state);
            _position++;
        }
    }
}

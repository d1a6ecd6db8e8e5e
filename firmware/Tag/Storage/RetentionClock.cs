using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The time that retention believes in. A clock that leaps by more than a day, forward or back, is not believed until it has
/// run on for a day or a second setting, an hour later or more, agrees with it: one wrong sync must not delete three weeks
/// of contacts. Kept in the state file (docs/protocol.md 5.6), so that a restart does not count as proof.
/// </summary>
public sealed class RetentionClock
{
    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = 12;

    /// <summary>Slots a clock may move between two calls without being doubted, and must run to be believed again.</summary>
    public const int TrialSlots = SlotTime.SlotsPerDay;

    /// <summary>Slots between the setting that is doubted and one that may confirm it.</summary>
    public const int MinSlotsBetweenSyncs = 4;

    private int _candidateSlot;
    private int _lastSlot;

    /// <summary>The slot number up to which time is believed to have passed; 0 when none is.</summary>
    public int ConfirmedSlot { get; private set; }

    /// <summary>Tells it the present slot, by a clock that is set.</summary>
    public void Advance(int slotNumber)
    {
        if (_lastSlot == 0 || IsLeap(_lastSlot, slotNumber))
        {
            bool isReturn = ConfirmedSlot != 0 && !IsLeap(ConfirmedSlot, slotNumber);
            _candidateSlot = isReturn ? 0 : slotNumber;
        }

        _lastSlot = slotNumber;
        if (_candidateSlot == 0 || slotNumber - _candidateSlot >= TrialSlots)
        {
            Confirm(slotNumber);
        }
    }

    /// <summary>Tells it that the clock has been set to <paramref name="slotNumber"/> from outside.</summary>
    public void OnSync(int slotNumber)
    {
        int difference = slotNumber - _lastSlot;
        bool agrees = _lastSlot != 0 && difference >= -1 && difference <= 1;
        if (agrees && _candidateSlot != 0 && slotNumber - _candidateSlot >= MinSlotsBetweenSyncs)
        {
            Confirm(slotNumber);
        }

        Advance(slotNumber);
    }

    /// <summary>Writes confirmed, candidate and last slot, 4 bytes each.</summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, (uint)ConfirmedSlot);
        LittleEndian.WriteUInt32(buffer, offset + 4, (uint)_candidateSlot);
        LittleEndian.WriteUInt32(buffer, offset + 8, (uint)_lastSlot);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(byte[] buffer, int offset)
    {
        ConfirmedSlot = (int)LittleEndian.ReadUInt32(buffer, offset);
        _candidateSlot = (int)LittleEndian.ReadUInt32(buffer, offset + 4);
        _lastSlot = (int)LittleEndian.ReadUInt32(buffer, offset + 8);
    }

    private static bool IsLeap(int from, int to)
    {
        return to - from > TrialSlots || from - to > TrialSlots;
    }

    private void Confirm(int slotNumber)
    {
        ConfirmedSlot = slotNumber;
        _candidateSlot = 0;
    }
}

using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scheduling;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Holds the promise of at most 10 % of the cell on any local day (docs/schedule.md, docs/decisions/0010-budget.md). The
/// wanted mode stays in force as long as what is left of the day's charge covers the rest of the day at the next slower
/// level; then the period stretches to 40 s, in the end to 600 s, never further. A nearly empty cell stretches it in the
/// same way, counted over the next 24 hours.
/// </summary>
public sealed class BudgetGovernor
{
    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = 8;

    /// <summary>The promise, per mille of the capacity on a local day.</summary>
    public const int DayPermille = 100;

    /// <summary>Per mille of the capacity kept back for what nobody counts: lights, the motor, the converter.</summary>
    public const int ReservePermille = 2;

    /// <summary>Per mille of the capacity that must be free beyond the need before the day's budget permits more again.</summary>
    public const int DayMarginPermille = 5;

    /// <summary>The same for the cell; 45 mV where the curve is steep.</summary>
    public const int CellMarginPermille = 30;

    private const int MicrocoulombsPerPermille = 3600;
    private const int LearningShare = 8;

    private readonly ChargeMeter _meter;
    private readonly long _permilleMicrocoulombs;
    private readonly long _dayMicrocoulombs;
    private readonly int _idleMicroamps;
    private readonly long _nominalSlotMicrocoulombs;
    private long _slotMicrocoulombs;
    private BudgetLevel _dayLevel = BudgetLevel.Crowd;
    private BudgetLevel _cellLevel = BudgetLevel.Crowd;
    private long _cellMicrocoulombs;

    /// <summary>Permits everything until it is asked. The cost of a slot starts at what <paramref name="profile"/> says.</summary>
    public BudgetGovernor(ChargeMeter meter, ChargeProfile profile, int capacityMilliampHours)
    {
        _meter = meter;
        _permilleMicrocoulombs = (long)capacityMilliampHours * MicrocoulombsPerPermille;
        _dayMicrocoulombs = _permilleMicrocoulombs * (DayPermille - ReservePermille);
        _idleMicroamps = profile.IdleMicroamps();
        _nominalSlotMicrocoulombs = profile.SlotMicrocoulombs(RadioSlots.AdvertisingMs, RadioSlots.ScanningMs);
        _slotMicrocoulombs = _nominalSlotMicrocoulombs;
    }

    /// <summary>What is permitted, as of the last <see cref="Grant"/>.</summary>
    public BudgetLevel Level
    {
        get { return _cellLevel > _dayLevel ? _cellLevel : _dayLevel; }
    }

    /// <summary>Why the last <see cref="Grant"/> gave less than was wanted.</summary>
    public StretchReason Reason { get; private set; }

    /// <summary>Whether a slot may have the longer windows of a crowd.</summary>
    public bool AllowsCrowdWindows
    {
        get { return Level == BudgetLevel.Crowd; }
    }

    /// <summary>Microcoulombs that a slot with windows of the usual length is expected to cost.</summary>
    public long SlotMicrocoulombs
    {
        get { return _slotMicrocoulombs; }
    }

    /// <summary>
    /// The mode to use when the schedule wants <paramref name="wanted"/>: that, or a slower one. The cell voltage is in
    /// millivolts, 0 when it is not known: then it bounds nothing.
    /// </summary>
    public RadioMode Grant(RadioMode wanted, int cellMillivolts)
    {
        _dayLevel = Step(_dayLevel, false);
        if (cellMillivolts > 0)
        {
            _cellMicrocoulombs = CellCurve.PermilleUsable(cellMillivolts) * _permilleMicrocoulombs;
            _cellLevel = Step(_cellLevel, true);
        }
        else
        {
            _cellLevel = BudgetLevel.Crowd;
        }

        RadioMode slowest = ModeOf(Level);
        if (slowest <= wanted)
        {
            Reason = StretchReason.None;
            return wanted;
        }

        Reason = _cellLevel > _dayLevel ? StretchReason.LowCell : StretchReason.DayBudget;
        return slowest;
    }

    /// <summary>
    /// Takes the measured cost of one slot with windows of the usual length. Moves the running mean by an eighth of the
    /// difference; the mean stays between half the nominal cost (failed slots are cheap, but end) and ten times it.
    /// </summary>
    public void LearnSlot(long microcoulombs)
    {
        long bounded = Within(microcoulombs, 0, 10 * _nominalSlotMicrocoulombs);
        long next = _slotMicrocoulombs + ((bounded - _slotMicrocoulombs) / LearningShare);
        _slotMicrocoulombs = Within(next, _nominalSlotMicrocoulombs / 2, 10 * _nominalSlotMicrocoulombs);
    }

    /// <summary>
    /// Writes the expected cost of a slot in microcoulombs (4 bytes, little endian), the level of the day (1), the level of
    /// the cell (1), two zero bytes.
    /// </summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, (uint)_slotMicrocoulombs);
        buffer[offset + 4] = (byte)_dayLevel;
        buffer[offset + 5] = (byte)_cellLevel;
        LittleEndian.WriteUInt16(buffer, offset + 6, 0);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; what cannot be is taken for the nearest that can.</summary>
    public void Read(byte[] buffer, int offset)
    {
        _slotMicrocoulombs = Within(
            LittleEndian.ReadUInt32(buffer, offset), _nominalSlotMicrocoulombs / 2, 10 * _nominalSlotMicrocoulombs);
        _dayLevel = (BudgetLevel)Within(buffer[offset + 4], 0, (int)BudgetLevel.Resting);
        _cellLevel = (BudgetLevel)Within(buffer[offset + 5], 0, (int)BudgetLevel.Resting);
    }

    private static long Within(long value, long least, long most)
    {
        return value < least ? least : value > most ? most : value;
    }

    private static long SlotCount(RadioMode mode, long ms)
    {
        return (ms / ((long)RadioSlots.PeriodMs * (int)mode)) + 1;
    }

    private static RadioMode ModeOf(BudgetLevel level)
    {
        switch (level)
        {
            case BudgetLevel.Crowd:
                return RadioMode.Meeting;
            case BudgetLevel.Alone:
                return RadioMode.Alone;
            case BudgetLevel.Resting:
                return RadioMode.Resting;
            default:
                return RadioMode.Company;
        }
    }

    // Down at once, up only with a margin: otherwise the level would flap about the point where the need is just met.
    private BudgetLevel Step(BudgetLevel level, bool isCell)
    {
        if (Fits(level, isCell, 0))
        {
            long margin = (isCell ? CellMarginPermille : DayMarginPermille) * _permilleMicrocoulombs;
            while (level > BudgetLevel.Crowd && Fits(level - 1, isCell, margin))
            {
                level--;
            }

            return level;
        }

        while (!Fits(level, isCell, 0))
        {
            level++;
        }

        return level;
    }

    private bool Fits(BudgetLevel level, bool isCell, long margin)
    {
        if (level == BudgetLevel.Resting)
        {
            return true;
        }

        if (isCell)
        {
            return _cellMicrocoulombs - margin >= Need(level, SlotTime.DayMs);
        }

        return FitsDay(level, _meter.Day, margin) && (!_meter.FormerDay.IsOpen || FitsDay(level, _meter.FormerDay, margin));
    }

    private bool FitsDay(BudgetLevel level, BudgetDay day, long margin)
    {
        return _dayMicrocoulombs - day.SpentMicrocoulombs - margin >= Need(level, _meter.LeftMs(day));
    }

    // What must be left for this level to be permitted: enough to go on at the next slower one for the whole time.
    private long Need(BudgetLevel level, long ms)
    {
        switch (level)
        {
            case BudgetLevel.Crowd:
                // Dearer windows are for an hour, not for the day: they end while half of it could still have every slot.
                return (Cost(RadioMode.Company, ms) + Cost(RadioMode.Alone, ms)) / 2;
            case BudgetLevel.Company:
                return Cost(RadioMode.Alone, ms);
            default:
                // Below the last level there is none that could make up for a slot that costs more than expected: twice.
                return Cost(RadioMode.Resting, ms) + (SlotCount(RadioMode.Resting, ms) * _slotMicrocoulombs);
        }
    }

    private long Cost(RadioMode mode, long ms)
    {
        return (SlotCount(mode, ms) * _slotMicrocoulombs) + (_idleMicroamps * ms / 1000);
    }
}

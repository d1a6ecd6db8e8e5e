using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scheduling;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Meter, governor and coverage as the application uses them: tell what the radio did, ask which mode may be used, and
/// carry one block of bytes through restarts. Told everything, owns no hardware, allocates nothing after construction.
/// </summary>
public sealed class PowerBudget
{
    /// <summary>Bytes that <see cref="Write"/> takes (docs/protocol.md 5.10).</summary>
    public const int Length = CoverageOffset + CoverageLog.Length;

    /// <summary>The longest advertising window that a crowd may be given, milliseconds.</summary>
    public const int CrowdAdvertisingMs = 1600;

    /// <summary>The longest scanning window that a crowd may be given, milliseconds.</summary>
    public const int CrowdScanningMs = 1400;

    private const int GovernorOffset = ChargeMeter.Length;
    private const int OrderlyOffset = GovernorOffset + 6;
    private const int CoverageOffset = GovernorOffset + BudgetGovernor.Length;

    private readonly ChargeProfile _profile;
    private readonly long _permilleMicrocoulombs;
    private readonly ChargeMeter _meter;
    private readonly BudgetGovernor _governor;
    private readonly CoverageLog _coverage;

    /// <summary>A budget for a cell of <paramref name="capacityMilliampHours"/>; local time is UTC plus <paramref name="utcOffsetMinutes"/>.</summary>
    public PowerBudget(ChargeProfile profile, int capacityMilliampHours, int utcOffsetMinutes)
    {
        _permilleMicrocoulombs = capacityMilliampHours * 3600L;
        _profile = profile;
        _meter = new ChargeMeter(profile, utcOffsetMinutes);
        _governor = new BudgetGovernor(_meter, profile, capacityMilliampHours);
        _coverage = new CoverageLog(utcOffsetMinutes);
    }

    /// <summary>The mode in force, as of the last <see cref="Grant"/>.</summary>
    public RadioMode Mode { get; private set; }

    /// <summary>Why it is slower than the wanted one, if it is.</summary>
    public StretchReason Reason
    {
        get { return _governor.Reason; }
    }

    /// <summary>Whether a slot may have the longer windows of a crowd.</summary>
    public bool AllowsCrowdWindows
    {
        get { return _governor.AllowsCrowdWindows; }
    }

    /// <summary>Charge spent in the local day, per mille of the capacity, rounded up.</summary>
    public int SpentPermille
    {
        get { return (int)((_meter.Day.SpentMicrocoulombs + _permilleMicrocoulombs - 1) / _permilleMicrocoulombs); }
    }

    /// <summary>Coverage of the last days.</summary>
    public CoverageLog Coverage
    {
        get { return _coverage; }
    }

    /// <summary>The meter, for whoever has something to add that has no call here.</summary>
    public ChargeMeter Meter
    {
        get { return _meter; }
    }

    /// <summary>
    /// Whether to save the state at the next opportunity: after a start, so that restarts in a row lose nothing, and
    /// after the clock was set.
    /// </summary>
    public bool IsSaveDue
    {
        get { return _meter.IsSaveDue; }
    }

    /// <summary>The next <see cref="Write"/> is the last before a restart: nothing will run, and cost, after it.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Lets the time pass. Once a turn, before any other call of that turn and before <see cref="Write"/>.</summary>
    public void Advance(TagTime now)
    {
        _meter.Advance(now);
    }

    /// <summary>
    /// The mode to use now that the schedule wants <paramref name="wanted"/>. Once a turn while the clock is known and the
    /// radio may run; at least each 20 s. The cell voltage is in millivolts, 0 when unknown.
    /// </summary>
    public RadioMode Grant(TagTime now, RadioMode wanted, int cellMillivolts)
    {
        Mode = _governor.Grant(wanted, cellMillivolts);
        _coverage.Advance(now.UtcMs, wanted, Mode, _governor.Reason);
        _coverage.SetSpent(now.UtcMs, SpentPermille);
        return Mode;
    }

    /// <summary>The stack was started in a role, in vain or not, and that took <paramref name="measuredMs"/>.</summary>
    public void OnStart(bool isAdvertising, long measuredMs)
    {
        _meter.AddStart(isAdvertising, measuredMs);
    }

    /// <summary>A window was open for <paramref name="openMs"/> and its stack has been told to stop.</summary>
    public void OnWindowClosed(bool isAdvertising, long openMs)
    {
        _meter.AddWindow(isAdvertising, openMs);
        _meter.AddStop(isAdvertising);
    }

    /// <summary>The slot is over. Its cost is learned, unless its windows had other lengths than usual.</summary>
    public void OnSlotEnd(bool hasUsualWindows, bool hasListened)
    {
        long cost = _meter.TakeSlotMicrocoulombs();
        if (hasUsualWindows)
        {
            _governor.LearnSlot(cost);
        }

        if (hasListened)
        {
            _coverage.OnListened();
        }
    }

    /// <summary>Writes the meter, the governor and the coverage, in this order (docs/protocol.md 5.10).</summary>
    public void Write(byte[] buffer, int offset)
    {
        _meter.Write(buffer, offset);
        _governor.Write(buffer, offset + GovernorOffset);
        buffer[offset + OrderlyOffset] = (byte)(IsStopping ? 1 : 0);
        _coverage.Write(buffer, offset + CoverageOffset);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Before the first <see cref="Advance"/>.</summary>
    public void Read(byte[] buffer, int offset)
    {
        _governor.Read(buffer, offset + GovernorOffset);
        _meter.Read(buffer, offset);
        _meter.UnsavedMicroamps = buffer[offset + OrderlyOffset] == 1 ? 0 : FastestMicroamps();
        _coverage.Read(buffer, offset + CoverageOffset);
    }

    // The most that was permitted when the state was saved.
    private long FastestMicroamps()
    {
        long slot = AllowsCrowdWindows
            ? _profile.SlotMicrocoulombs(CrowdAdvertisingMs, CrowdScanningMs)
            : _profile.SlotMicrocoulombs(RadioSlots.AdvertisingMs, RadioSlots.ScanningMs);
        // Two minutes of meeting in each half hour have twice as many slots: a fifteenth more.
        return _profile.IdleMicroamps() + (slot * 1000 / RadioSlots.CompanyPeriodMs * 16 / 15);
    }
}

using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Radio;
using BluezoneTag.Tag.Scanning;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Plans the two windows of the next radio slot (docs/schedule.md): which slot, which order, how long. The same call in the
/// same situation gives the same plan, so that it may be asked again and again while waiting.
/// </summary>
public sealed class SlotPlanner
{
    /// <summary>A window that would be shorter than this on the air is not worth a stack start.</summary>
    public const int MinWindowMs = 100;

    /// <summary>Length of a scan that must hear every tag around once, whatever its time: a period and a window.</summary>
    public const int AcquisitionMs = RadioSlots.CompanyPeriodMs + 1000;

    private const int StartJitterMs = 150;

    // Listening without knowing the time covers both windows of a slot, and half a window on either side.
    private const int ListeningEarlyMs = 500;
    private const int ListeningMs = ListeningEarlyMs + RadioSlots.SecondCentreMs + ListeningEarlyMs;

    private readonly RollingIdentifier _identifier;
    private readonly OverdueOrder _order;
    private readonly WindowOrder _partnerOrder = new WindowOrder();
    private readonly LonePair _pair;
    private readonly GridPhase _phase;
    private int _quarterHour = -1;

    /// <summary>Plans by the own id, the shift in <paramref name="phase"/> and the neighbours in the other two.</summary>
    public SlotPlanner(RollingIdentifier identifier, LonePair pair, GridPhase phase, SightingTable sightings)
    {
        _order = new OverdueOrder(sightings);
        _identifier = identifier;
        _pair = pair;
        _phase = phase;
    }

    /// <summary>The first window of the planned slot.</summary>
    public RadioWindow First { get; } = new RadioWindow();

    /// <summary>The second; it may be empty.</summary>
    public RadioWindow Second { get; } = new RadioWindow();

    /// <summary>Number of the planned slot.</summary>
    public int Slot { get; private set; }

    /// <summary>Whether the planned scan is a long one, from which the shift of the grid is learned.</summary>
    public bool IsLong { get; private set; }

    /// <summary>Whether the planned scan is one of a whole period, to find the grid of those around.</summary>
    public bool IsAcquisition { get; private set; }

    /// <summary>Whether the planned slot only listens, in both windows, to find somebody whose order is the same.</summary>
    public bool IsAllEars { get; private set; }

    /// <summary>Whether the planned slot costs what slots usually cost.</summary>
    public bool HasUsualWindows
    {
        get { return !IsLong && !IsAcquisition && !IsSearching && !IsCrowd && !IsListenOnly && !IsPhoneNear; }
    }

    /// <summary>Longer windows, because there are more senders than one scan can take.</summary>
    public bool IsCrowd { get; set; }

    /// <summary>Only listens: without UTC there is no id to send.</summary>
    public bool IsListenOnly { get; set; }

    /// <summary>Nothing but the radio can tell that somebody comes: look more often when alone.</summary>
    public bool IsWatchful { get; set; }

    /// <summary>From when on a neighbour is overdue, milliseconds.</summary>
    public int OverdueMs
    {
        get { return _order.LimitMs; }
        set { _order.LimitMs = value; }
    }

    /// <summary>In the 20-s mode, and nobody has been met for a while: now and then a slot listens in both windows instead of sending in one.</summary>
    public bool IsSearching { get; set; }

    /// <summary>A phone is near: longer bursts.</summary>
    public bool IsPhoneNear { get; set; }

    /// <summary>Long scans reach this much farther, milliseconds: about what two clocks may have parted.</summary>
    public int LongScanMs { get; set; }

    /// <summary>One slot in this many has a long scan; 0 for none.</summary>
    public int LongScanEvery { get; set; }

    /// <summary>Asks for one scan of a whole period as soon as no window is open.</summary>
    public bool IsAcquisitionWanted { get; set; }

    /// <summary>Plans the slot that comes next. Afterwards <see cref="First"/> says when it begins.</summary>
    public void Plan(TagTime now, RadioMode mode, int startTimeMs)
    {
        IsAcquisition = IsAcquisitionWanted;
        IsAllEars = false;
        if (IsAcquisition)
        {
            ListenOnce(now.UtcMs + startTimeMs, AcquisitionMs);
            return;
        }

        long fromMs = now.UtcMs + _phase.OffsetMs + MinWindowMs;
        Slot = IsWatchful && mode == RadioMode.Alone ? RadioSlots.NextWatchfulSlot(fromMs) : RadioSlots.NextSlot(fromMs, (int)mode);
        long centre = RadioSlots.CentreOf(Slot) - _phase.OffsetMs;
        if (IsListenOnly)
        {
            ListenOnce(centre - ListeningEarlyMs, ListeningMs);
            return;
        }

        SeekIdentifier(now, centre);
        IsAllEars = IsSearching && HasEars(Slot);
        if (IsAllEars)
        {
            ListenOnce(centre - (RadioSlots.ScanningMs / 2), RadioSlots.SecondCentreMs + RadioSlots.ScanningMs);
            return;
        }

        PlanWindows(centre, IsAdvertisingFirst(now.UptimeMs, centre));
        KeepOffQuarterHour(First);
        KeepOffQuarterHour(Second);
    }

    /// <summary>Whether the neighbours still go by ids that are not on the air any more, so that their order cannot be told.</summary>
    public bool IsOrderOfOthersUnknown
    {
        get { return _order.IsByOldIds(_quarterHour, (int)(First.StartUtcMs - SlotTime.StartOfSlot(_quarterHour))); }
    }

    /// <summary>Whether the sender of the id at <paramref name="offset"/> advertises first in slot <paramref name="slot"/>, as far as its id tells.</summary>
    public bool IsOtherFirst(byte[] id, int offset, int slot)
    {
        return _partnerOrder.IsAdvertisingFirst(id, offset, slot);
    }

    // One scan and nothing else in the slot.
    private void ListenOnce(long startUtcMs, int lengthMs)
    {
        First.SetFrom(false, startUtcMs, lengthMs);
        Second.SetFrom(false, First.EndUtcMs, 0);
        IsLong = false;
    }

    private void SeekIdentifier(TagTime now, long utcMs)
    {
        // A faster mode may step back from a slot of the next quarter hour to one of this: the change is noted once.
        int quarterHour = SlotTime.SlotNumber(utcMs);
        if (quarterHour != _quarterHour && quarterHour != _quarterHour - 1)
        {
            // Seek leaves the old id behind, which is still needed.
            _pair.ChangeIds(_identifier.Id, now.UptimeMs);
            _order.ChangeIds(_identifier.Id, quarterHour);
            _quarterHour = quarterHour;
        }

        _identifier.Seek(utcMs);
    }

    // A lone pair goes on by its old ids until each has heard the other's new one.
    private bool IsAdvertisingFirst(long uptimeMs, long centre)
    {
        int partner = _pair.PartnerOffset(uptimeMs);
        if (partner < 0)
        {
            int quarterHour = SlotTime.SlotNumber(centre);
            return _order.IsAdvertisingFirst(_identifier.Id, Slot, quarterHour, (int)(centre - SlotTime.StartOfSlot(quarterHour)));
        }

        byte[] own = _pair.IsByOldIds(uptimeMs) ? _pair.OldOwn : _identifier.Id;
        return LonePair.IsLarger(own, _pair.Ids, partner) ? !IsOtherFirst(_pair.Ids, partner, Slot) : IsOtherFirst(own, 0, Slot);
    }

    private void PlanWindows(long centre, bool isAdvertisingFirst)
    {
        if (IsCrowd)
        {
            IsLong = false;
            SetCrowdWindow(First, centre, isAdvertisingFirst);
            SetCrowdWindow(Second, centre + CrowdWindows.SecondCentreMs, !isAdvertisingFirst);
            return;
        }

        First.Set(isAdvertisingFirst, centre, LengthOf(isAdvertisingFirst));
        Second.Set(!isAdvertisingFirst, centre + RadioSlots.SecondCentreMs, LengthOf(!isAdvertisingFirst));
        IsLong = LongScanEvery > 0 && Draw(Slot, LongScanEvery) == 0;
        if (IsPhoneNear || IsBesideEars(Slot))
        {
            Lengthen(isAdvertisingFirst);
        }

        if (IsLong && isAdvertisingFirst)
        {
            Second.EndUtcMs += LongScanMs;
        }
        else if (IsLong)
        {
            First.StartUtcMs -= LongScanMs;
        }
    }

    // Away from the other window, so that the burst that other tags expect stays where it is.
    private void Lengthen(bool isAdvertisingFirst)
    {
        const int MoreMs = RadioSlots.PhoneAdvertisingMs - RadioSlots.AdvertisingMs;
        if (isAdvertisingFirst)
        {
            First.StartUtcMs -= MoreMs;
        }
        else
        {
            Second.EndUtcMs += MoreMs;
        }
    }

    // A stack that starts faster or slower than expected must not come on the air with the id of the wrong quarter of an hour:
    // a burst that would begin about the change begins a little after it.
    private static void KeepOffQuarterHour(RadioWindow window)
    {
        long change = SlotTime.StartOfSlot(SlotTime.SlotNumber(window.StartUtcMs + StartJitterMs));
        if (window.IsAdvertising && window.StartUtcMs < change + StartJitterMs && window.StartUtcMs > change - StartJitterMs)
        {
            window.StartUtcMs = change + StartJitterMs;
        }
    }

    private void SetCrowdWindow(RadioWindow window, long centre, bool isAdvertising)
    {
        if (isAdvertising)
        {
            window.SetFrom(true, centre - CrowdWindows.AdvertisingSpanMs / 2 + Draw(Slot, CrowdWindows.StaggerMs), CrowdWindows.AdvertisingMs);
        }
        else
        {
            window.Set(false, centre, CrowdWindows.ScanningMs);
        }
    }

    // Three eighths of every second slot of the mode; which of the two the id decides, so that a phone never misses two in a row.
    private bool HasEars(int slot)
    {
        int turn = slot / (int)RadioMode.Company;
        return ((turn ^ _identifier.Id[4]) & 1) == 0 && Draw(slot, 8) < 3;
    }

    // A phone that misses the burst of a slot with ears has only this one: it is as long as beside a phone.
    private bool IsBesideEars(int slot)
    {
        return IsSearching && (HasEars(slot - (int)RadioMode.Company) || HasEars(slot + (int)RadioMode.Company));
    }

    // 0..limit - 1, different for each slot and id, the same whenever asked.
    private int Draw(int slot, int limit)
    {
        byte[] id = _identifier.Id;
        uint seed = (uint)(id[8] | (id[9] << 8) | (id[10] << 16) | (id[11] << 24));
        uint mixed = (seed ^ (uint)slot) * 2654435761u;
        mixed = (mixed ^ (mixed >> 15)) * 2246822519u;
        return (int)((mixed >> 13) % (uint)limit);
    }

    private static int LengthOf(bool isAdvertising)
    {
        return isAdvertising ? RadioSlots.AdvertisingMs : RadioSlots.ScanningMs;
    }
}

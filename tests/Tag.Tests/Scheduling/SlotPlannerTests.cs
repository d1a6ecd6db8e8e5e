using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Radio;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class SlotPlannerTests
{
    // 2020-08-03 12:00:00 UTC.
    private const long HourUtcMs = 1596456000000;
    private const int StartMs = 250;
    private const int HourMs = 3600000;

    private readonly RollingIdentifier _identifier = new(Noise.Bytes(32, 1, 1), 0, SlotTime.DayOf(HourUtcMs));
    private readonly GridPhase _phase = new();
    private readonly LonePair _pair = new();
    private readonly TagTime _now = new() { IsUtcKnown = true };
    private readonly SlotPlanner _planner;

    public SlotPlannerTests()
    {
        _planner = new SlotPlanner(_identifier, _pair, _phase, new SightingTable(1));
    }

    [Fact]
    public void The_plan_is_the_same_when_asked_again_while_waiting()
    {
        _planner.LongScanEvery = 3;
        _planner.LongScanMs = 900;
        for (long utcMs = HourUtcMs; utcMs < HourUtcMs + HourMs; utcMs += 20000)
        {
            Plan(utcMs - 9000, RadioMode.Company);
            var plan = Planned();
            for (int laterMs = 1000; laterMs < 8000; laterMs += 700)
            {
                Plan(utcMs - 9000 + laterMs, RadioMode.Company);
                Assert.Equal(plan, Planned());
            }
        }
    }

    [Theory]
    [InlineData(RadioMode.Resting, RadioMode.Alone)]
    [InlineData(RadioMode.Alone, RadioMode.Company)]
    [InlineData(RadioMode.Company, RadioMode.Meeting)]
    public void Slots_of_a_slower_mode_are_slots_of_the_faster_ones(RadioMode slower, RadioMode faster)
    {
        HashSet<int> of = SlotsOf(faster);
        Assert.Subset(of, SlotsOf(slower));
        Assert.True(of.Count > SlotsOf(slower).Count);
    }

    [Fact]
    public void A_watchful_tag_has_four_more_of_each_twenty_slots_and_all_are_slots_of_company()
    {
        HashSet<int> usual = SlotsOf(RadioMode.Alone);
        _planner.IsWatchful = true;
        HashSet<int> watchful = SlotsOf(RadioMode.Alone);
        Assert.Equal((90, 162), (usual.Count, watchful.Count));
        Assert.Subset(watchful, usual);
        Assert.Subset(SlotsOf(RadioMode.Company), watchful);
        Assert.All(watchful, slot => Assert.True(slot % 4 == 0 || slot % 20 is 2 or 10 or 14 or 18));
    }

    [Fact]
    public void No_burst_starts_within_150_ms_of_a_change_of_ids()
    {
        for (int offsetMs = -2500; offsetMs <= 2500; offsetMs += 10)
        {
            foreach (bool isCrowd in new[] { false, true })
            {
                _phase.Reset(HourUtcMs, offsetMs);
                _planner.IsCrowd = isCrowd;
                _planner.IsPhoneNear = !isCrowd && offsetMs % 20 == 0;
                for (int k = -1; k < 2; k++)
                {
                    Plan(HourUtcMs + (k * 10000) - 9000, RadioMode.Meeting);
                    AssertOffChange(_planner.First);
                    AssertOffChange(_planner.Second);
                }
            }
        }
    }

    [Fact]
    public void One_window_sends_and_the_other_listens_and_they_never_overlap()
    {
        int sendsFirst = 0;
        for (long utcMs = HourUtcMs; utcMs < HourUtcMs + HourMs; utcMs += 10000)
        {
            Plan(utcMs - 9000, RadioMode.Meeting);
            Assert.NotEqual(_planner.First.IsAdvertising, _planner.Second.IsAdvertising);
            Assert.True(_planner.First.EndUtcMs < _planner.Second.StartUtcMs);
            sendsFirst += _planner.First.IsAdvertising ? 1 : 0;
        }

        Assert.InRange(sendsFirst, 140, 220);
    }

    [Fact]
    public void A_long_scan_reaches_away_from_the_burst_early_when_first_and_late_when_second()
    {
        _planner.LongScanEvery = 3;
        _planner.LongScanMs = 900;
        int longScans = 0;
        int early = 0;
        for (long utcMs = HourUtcMs + 10000; utcMs < HourUtcMs + HourMs; utcMs += 10000)
        {
            Plan(utcMs - 9000, RadioMode.Meeting);
            RadioWindow scan = _planner.First.IsAdvertising ? _planner.Second : _planner.First;
            Assert.Equal(RadioSlots.ScanningMs + (_planner.IsLong ? 900 : 0), scan.EndUtcMs - scan.StartUtcMs);
            long usualCentre = scan == _planner.First
                ? scan.EndUtcMs - (RadioSlots.ScanningMs / 2)
                : scan.StartUtcMs + (RadioSlots.ScanningMs / 2) - RadioSlots.SecondCentreMs;
            Assert.Equal(RadioSlots.CentreOf(_planner.Slot), usualCentre);
            Assert.Equal(!_planner.IsLong, _planner.HasUsualWindows);
            longScans += _planner.IsLong ? 1 : 0;
            early += _planner.IsLong && scan == _planner.First ? 1 : 0;
        }

        Assert.InRange(longScans, 90, 150);
        Assert.InRange(early, 30, longScans - 30);
    }

    [Fact]
    public void Without_utc_it_only_listens_and_hears_both_windows_of_a_slot()
    {
        _planner.IsListenOnly = true;
        Plan(HourUtcMs + 12345, RadioMode.Alone);
        long centre = RadioSlots.CentreOf(_planner.Slot);
        Assert.False(_planner.First.IsAdvertising);
        Assert.True(_planner.Second.IsEmpty);
        Assert.True(_planner.First.StartUtcMs <= centre - (RadioSlots.AdvertisingMs / 2));
        Assert.True(_planner.First.EndUtcMs >= centre + RadioSlots.SecondCentreMs + (RadioSlots.AdvertisingMs / 2));
        Assert.False(_planner.HasUsualWindows);
    }

    [Fact]
    public void An_acquisition_scan_begins_at_once_and_lasts_a_whole_period()
    {
        _planner.IsAcquisitionWanted = true;
        Plan(HourUtcMs + 12345, RadioMode.Company);
        Assert.True(_planner.IsAcquisition);
        Assert.False(_planner.First.IsAdvertising);
        Assert.True(_planner.Second.IsEmpty);
        Assert.Equal(HourUtcMs + 12345 + StartMs, _planner.First.StartUtcMs);
        Assert.True(_planner.First.EndUtcMs - _planner.First.StartUtcMs >= RadioSlots.CompanyPeriodMs + RadioSlots.AdvertisingMs);
    }

    [Fact]
    public void Beside_a_phone_the_burst_is_longer_and_other_tags_still_find_it()
    {
        for (long utcMs = HourUtcMs + 10000; utcMs < HourUtcMs + 800000; utcMs += 10000)
        {
            _planner.IsPhoneNear = false;
            Plan(utcMs - 9000, RadioMode.Meeting);
            RadioWindow burst = _planner.First.IsAdvertising ? _planner.First : _planner.Second;
            (long startUtcMs, long endUtcMs) = (burst.StartUtcMs, burst.EndUtcMs);
            _planner.IsPhoneNear = true;
            Plan(utcMs - 9000, RadioMode.Meeting);
            Assert.Equal(RadioSlots.PhoneAdvertisingMs, burst.EndUtcMs - burst.StartUtcMs);
            Assert.True(burst.StartUtcMs <= startUtcMs && burst.EndUtcMs >= endUtcMs);
        }
    }

    [Fact]
    public void A_search_listens_in_both_windows_now_and_then_and_never_twice_running()
    {
        int ears = 0;
        int longBursts = 0;
        bool wasAllEars = false;
        _planner.IsSearching = true;
        for (long utcMs = HourUtcMs + 20000; utcMs < HourUtcMs + 880000; utcMs += 20000)
        {
            Plan(utcMs - 9000, RadioMode.Company);
            Assert.False(wasAllEars && _planner.IsAllEars);
            wasAllEars = _planner.IsAllEars;
            ears += wasAllEars ? 1 : 0;
            RadioWindow burst = _planner.First.IsAdvertising ? _planner.First : _planner.Second;
            longBursts += burst.IsAdvertising && burst.EndUtcMs - burst.StartUtcMs == RadioSlots.PhoneAdvertisingMs ? 1 : 0;
            if (wasAllEars)
            {
                long centre = RadioSlots.CentreOf(_planner.Slot);
                Assert.True(_planner.First.StartUtcMs == centre - 230 && _planner.First.EndUtcMs == centre + RadioSlots.SecondCentreMs + 230);
                Assert.True(_planner.Second.IsEmpty && !_planner.First.IsAdvertising);
            }
        }

        Assert.InRange(ears, 3, 16);
        Assert.InRange(longBursts, ears, 2 * ears + 2);
    }

    [Fact]
    public void A_step_back_from_the_next_quarter_hour_changes_no_id_twice()
    {
        Plan(HourUtcMs + 1201000, RadioMode.Resting);
        byte[] next = (byte[])_identifier.Id.Clone();
        Plan(HourUtcMs + 1220000, RadioMode.Company);
        Assert.NotEqual(next, _identifier.Id);
        Plan(HourUtcMs + 1799500, RadioMode.Company);
        Assert.Equal(next, _identifier.Id);
    }

    [Fact]
    public void The_shift_of_the_grid_moves_the_windows()
    {
        Plan(HourUtcMs + 11000, RadioMode.Company);
        long startUtcMs = _planner.First.StartUtcMs;
        _phase.Reset(HourUtcMs, 700);
        Plan(HourUtcMs + 11000, RadioMode.Company);
        Assert.Equal(startUtcMs - 700, _planner.First.StartUtcMs);
    }

    [Fact]
    public void Two_alone_take_opposite_orders_in_every_slot_the_change_of_ids_included()
    {
        var other = new RollingIdentifier(Noise.Bytes(32, 1, 2), 0, SlotTime.DayOf(HourUtcMs));
        var otherPair = new LonePair();
        var otherPlanner = new SlotPlanner(other, otherPair, new GridPhase(), new SightingTable(1));
        for (long utcMs = HourUtcMs + 20000; utcMs < HourUtcMs + HourMs; utcMs += 20000)
        {
            Plan(utcMs - 9000, RadioMode.Company);
            otherPlanner.Plan(_now, RadioMode.Company, StartMs);
            Assert.True(utcMs == HourUtcMs + 20000 || _planner.First.IsAdvertising != otherPlanner.First.IsAdvertising, $"{utcMs - HourUtcMs}");
            _pair.Note(other.Id, 0, _now.UptimeMs + 9000);
            otherPair.Note(_identifier.Id, 0, _now.UptimeMs + 9000);
        }
    }

    private static void AssertOffChange(RadioWindow window)
    {
        long change = SlotTime.StartOfSlot(SlotTime.SlotNumber(window.StartUtcMs + 450000));
        Assert.False(
            window.IsAdvertising && Math.Abs(window.StartUtcMs - change) < 150, $"a burst starts {window.StartUtcMs - change} ms after the change");
    }

    private (int Slot, bool IsLong, long First, long FirstEnd, long Second, long SecondEnd, bool IsSendingFirst) Planned()
    {
        return (_planner.Slot, _planner.IsLong, _planner.First.StartUtcMs, _planner.First.EndUtcMs, _planner.Second.StartUtcMs,
            _planner.Second.EndUtcMs, _planner.First.IsAdvertising);
    }

    // An hour from one on that no slot of another mode begins.
    private HashSet<int> SlotsOf(RadioMode mode)
    {
        var slots = new HashSet<int>();
        for (long utcMs = HourUtcMs - 5000; utcMs < HourUtcMs + HourMs - 15000;)
        {
            Plan(utcMs, mode);
            if (RadioSlots.CentreOf(_planner.Slot) < HourUtcMs + HourMs)
            {
                slots.Add(_planner.Slot);
            }

            utcMs = RadioSlots.CentreOf(_planner.Slot) + 1;
        }

        return slots;
    }

    private void Plan(long utcMs, RadioMode mode)
    {
        _now.UtcMs = utcMs;
        _now.UptimeMs = utcMs - HourUtcMs + HourMs;
        _planner.Plan(_now, mode, StartMs);
    }
}

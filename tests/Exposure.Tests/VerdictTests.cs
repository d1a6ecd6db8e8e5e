using System;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>What the tag says, case by case.</summary>
public sealed class VerdictTests
{
    private const int FirstSlot = Lists.Day * SlotTime.SlotsPerDay;

    private readonly ExposureRig _rig = new(new FileFlash(), Lists.NowUtcMs);

    [Theory]
    [InlineData(ExposureRule.ListOfF0, ExposureRule.F1)]
    [InlineData(ExposureRule.ListOfF1, ExposureRule.F2)]
    public void Fifteen_minutes_near_a_listed_person_is_an_exposure(int listLevel, int level)
    {
        _rig.Append(FirstSlot + 8, [Lists.Near(Lists.IdOf(3, 8))]);
        ExposureVerdict verdict = Check(Lists.Compact(Lists.People(9), listLevel));
        Assert.Equal((level, Lists.Day, 15, 1), (verdict.Level, verdict.LocalDay, verdict.NearMinutes, verdict.DayCount));
        Assert.Equal(ExposureVerdict.MetFlag, verdict.Flags);
        Assert.Equal((ExposureRule.Version, ExposureState.Done, level), (verdict.RuleVersion, verdict.State, _rig.Check.AlertLevel));
    }

    [Fact]
    public void Less_is_met_but_no_exposure_and_tells_nothing_but_that()
    {
        ContactRecord brief = Lists.Near(Lists.IdOf(0, 8), 0, 400000);
        _rig.Append(FirstSlot + 8, [brief]);
        ExposureVerdict verdict = Check(Lists.Compact(Lists.People(1)));
        Assert.Equal((0, 0, 0, 0, ExposureVerdict.MetFlag), (verdict.Level, verdict.LocalDay, verdict.NearMinutes, verdict.DayCount, verdict.Flags));
        Assert.Equal(ExposureRule.None, _rig.Check.AlertLevel);
    }

    [Fact]
    public void Short_meetings_of_one_day_add_up_and_those_of_two_people_or_days_do_not()
    {
        _rig.Append(FirstSlot + 1, [Lists.Near(Lists.IdOf(0, 1), 0, 500000), Lists.Near(Lists.IdOf(1, 1), 0, 500000)]);
        Assert.Equal(0, Check(Lists.Compact(Lists.People(2), id: 1)).Level);
        _rig.Append(FirstSlot + 70, [Lists.Near(Lists.IdOf(0, 70), 0, 500000)]);
        Assert.Equal(0, Check(Lists.Compact(Lists.People(2), id: 2)).Level);
        _rig.Append(FirstSlot + 71, [Lists.Near(Lists.IdOf(0, 71), 0, 500000)]);
        ExposureVerdict verdict = Check(Lists.Compact(Lists.People(2), id: 3));

        // Slots 68 and later of a UTC day are the next day in Vietnam.
        Assert.Equal((ExposureRule.F1, Lists.Day + 1), (verdict.Level, verdict.LocalDay));
    }

    [Fact]
    public void The_extra_slot_of_the_phone_app_is_looked_for()
    {
        _rig.Append(FirstSlot + 96, [Lists.Near(Lists.IdOf(0, 96))]);
        Assert.Equal(ExposureRule.F1, Check(Lists.Compact(Lists.People(1))).Level);
    }

    [Theory]
    [InlineData(9, 180000, true)]
    [InlineData(9, 184000, false)]
    [InlineData(9, 4000, true)]
    [InlineData(10, 0, false)]
    public void A_stale_id_counts_for_three_minutes_and_is_flagged(int slot, int firstMs, bool isFound)
    {
        _rig.Append(FirstSlot + slot, [Lists.Near(Lists.IdOf(0, 8), firstMs)]);
        ExposureVerdict verdict = Check(Lists.Compact(Lists.People(1)));
        Assert.Equal(isFound ? ExposureVerdict.MetFlag | ExposureVerdict.StaleFlag : 0, verdict.Flags);
    }

    [Theory]
    [InlineData(720000, true)]
    [InlineData(716000, false)]
    public void An_early_id_counts_for_three_minutes_and_is_flagged(int lastMs, bool isFound)
    {
        _rig.Append(FirstSlot + 7, [Lists.Near(Lists.IdOf(0, 8), 0, lastMs)]);
        Assert.Equal(isFound ? ExposureVerdict.MetFlag | ExposureVerdict.StaleFlag : 0, Check(Lists.Compact(Lists.People(1))).Flags);
    }

    [Fact]
    public void A_row_at_the_very_end_of_a_window_is_in_it_as_in_the_phone_app()
    {
        _rig.Append(FirstSlot + 9, [Lists.Near(Lists.IdOf(0, 8), 0)]);
        Assert.Equal(ExposureVerdict.MetFlag, Check(Lists.Compact(Lists.People(1))).Flags);
    }

    [Fact]
    public void A_stale_id_over_midnight_counts_though_the_walk_has_to_go_back()
    {
        InfoEntry[] people = [Lists.Entry(0, Lists.Day - 1, 2)];
        byte[] yesterday = PhoneRule.Expand(people[0]).ElementAt(95).Id;
        byte[] today = PhoneRule.Expand(people[0]).ElementAt(96).Id;
        _rig.Append(FirstSlot, [Lists.Near(today, 400000), Lists.Near(yesterday, 100000)]);
        ExposureVerdict verdict = Check(Lists.Compact(people));
        Assert.Equal(ExposureVerdict.MetFlag | ExposureVerdict.StaleFlag, verdict.Flags);
        Assert.Equal((ExposureRule.F1, 22), (verdict.Level, verdict.NearMinutes));
    }

    [Fact]
    public void A_log_that_goes_back_by_a_slot_is_followed()
    {
        _rig.Append(FirstSlot + 10, [Lists.Near(Lists.IdOf(200, 10))]);
        _rig.Append(FirstSlot + 9, [Lists.Near(Lists.IdOf(0, 8), 100000)]);
        Assert.Equal(ExposureVerdict.MetFlag | ExposureVerdict.StaleFlag, Check(Lists.Compact(Lists.People(1))).Flags);
    }

    [Fact]
    public void Nothing_of_one_list_is_left_in_the_verdict_on_the_next()
    {
        _rig.Append(FirstSlot + 8, [Lists.Near(Lists.IdOf(0, 8))]);
        Assert.Equal(ExposureRule.F1, Check(Lists.Compact([Lists.Entry(0)], id: 1)).Level);
        ExposureVerdict verdict = Check(Lists.Compact([Lists.Entry(1)], id: 2));
        Assert.Equal((0, 0, 0, 0, 0), (verdict.Level, verdict.LocalDay, verdict.NearMinutes, verdict.DayCount, verdict.Flags));
    }

    [Fact]
    public void The_last_id_of_one_entry_does_not_live_on_while_another_is_walked()
    {
        _rig.Append(FirstSlot + 1, [Lists.Near(PhoneRule.Expand(Lists.Entry(0, Lists.Day - 1)).ElementAt(96).Id, 400000)]);
        Assert.Equal(0, Check(Lists.Compact([Lists.Entry(0, Lists.Day - 1), Lists.Entry(1)])).Flags);
    }

    [Fact]
    public void Nobody_is_followed_beyond_the_end_of_her_entry()
    {
        _rig.Append(FirstSlot + 1, [Lists.Near(PhoneRule.Expand(Lists.Entry(0, Lists.Day - 1, 2)).ElementAt(97).Id, 400000)]);
        Assert.Equal(0, Check(Lists.Compact([Lists.Entry(0, Lists.Day - 1), Lists.Entry(1)], id: 1)).Flags);
        Assert.Equal(ExposureVerdict.MetFlag, Check(Lists.Compact([Lists.Entry(0, Lists.Day - 1, 2), Lists.Entry(1)], id: 2)).Flags);
    }

    [Fact]
    public void Records_that_nobody_can_date_are_left_out_and_said_so()
    {
        _rig.Append(FirstSlot - 500, [Lists.Near(Lists.IdOf(0, 8))], ClockTrust.Unset);
        Assert.Equal((0, ExposureVerdict.UndatedFlag), (Check(Lists.Compact(Lists.People(1))).Level, _rig.Verdict.Flags));
    }

    [Fact]
    public void Records_that_were_dated_later_count_at_their_true_time()
    {
        uint from = _rig.Log.NextSequence;
        _rig.Append(FirstSlot - 500, [Lists.Near(Lists.IdOf(0, 8), 0, 600000)], ClockTrust.Unset);
        _rig.Log.AppendRedating(from, (508L * SlotTime.SlotMs) + 120000);
        Assert.Equal(ExposureVerdict.MetFlag, Check(Lists.Compact(Lists.People(1))).Flags);
    }

    [Fact]
    public void What_is_appended_while_the_check_runs_is_checked_too()
    {
        _rig.Append(FirstSlot + 1, [.. Enumerable.Range(0, 30).Select(_ => Lists.Near(Lists.IdOf(200, 1)))]);
        Assert.Equal(ExposureStatus.Complete, _rig.Send(Lists.Compact(Lists.People(8))));
        _rig.Check.Step();
        Assert.True(_rig.Check.HasWork);
        _rig.Append(FirstSlot + 9, [Lists.Near(Lists.IdOf(7, 9))]);
        _rig.RunToEnd();
        Assert.Equal(ExposureRule.F1, _rig.Verdict.Level);
    }

    [Fact]
    public void An_F1_is_not_covered_by_a_later_F2_and_stays_until_it_is_acknowledged()
    {
        _rig.Append(FirstSlot + 8, [Lists.Near(Lists.IdOf(0, 8)), Lists.Near(Lists.IdOf(1, 8))]);
        Check(Lists.Compact([Lists.Entry(0)], ExposureRule.ListOfF0, 1));
        Check(Lists.Compact([Lists.Entry(1)], ExposureRule.ListOfF1, 2));
        Assert.Equal((ExposureRule.F2, ExposureRule.F1), (_rig.Verdict.Level, _rig.Check.AlertLevel));
        _rig.Start();
        Assert.Equal(ExposureRule.F1, _rig.Check.AlertLevel);
        _rig.Check.Acknowledge();
        Assert.Equal((ExposureRule.None, ExposureVerdict.AcknowledgedFlag), (_rig.Check.AlertLevel, _rig.Verdict.Flags & ExposureVerdict.AcknowledgedFlag));
        _rig.Start();
        Assert.Equal(ExposureRule.None, _rig.Check.AlertLevel);
    }

    [Fact]
    public void The_captured_ids_of_the_real_app_are_found_through_its_key()
    {
        byte[] key = Convert.FromHexString("4c5224b397f8ab3896781d5aa0f3119f280513f1b592ca280ebded6357e21084");
        (int Slot, string Id)[] captured = [(23, "b9a665d754fe65e665d76a45"), (24, "3aa8dfc0a15682b27216fc31"), (25, "b9a232358a6c89e7a00b673c")];
        const int CapturedDay = 18482;
        var rig = new ExposureRig(new FileFlash(), (CapturedDay + 2) * SlotTime.DayMs);
        foreach ((int slot, string id) in captured)
        {
            rig.Append((CapturedDay * SlotTime.SlotsPerDay) + slot, [Lists.Near(Convert.FromHexString(id), 100000, 600000)]);
        }

        InfoEntry[] entries = [new InfoEntry(key, CapturedDay * 86400L, (CapturedDay + 1) * 86400L, 96)];
        rig.Send(CompactList.Of(0, new byte[8], entries, CapturedDay, CapturedDay + 1));
        rig.RunToEnd();
        Assert.Equal((ExposureRule.F1, ExposureVerdict.MetFlag), (rig.Verdict.Level, rig.Verdict.Flags));
        Assert.Equal(25, rig.Verdict.NearMinutes);
    }

    private ExposureVerdict Check(CompactList list)
    {
        Assert.Equal(ExposureStatus.Complete, _rig.Send(list));
        _rig.RunToEnd();
        return _rig.Verdict;
    }
}

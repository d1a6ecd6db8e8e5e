using System.Linq;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>What the check may cost, as `bench exposure` prints it. Instruction counts hold for release builds.</summary>
public sealed class CostTests
{
    private static readonly ExposureBenchResult Result = ExposureBench.Measure();

    [Fact]
    public void A_record_and_key_day_cost_at_most_200_instructions()
    {
        if (DeviceBench.Measure().IsReleaseBuild)
        {
            Assert.InRange(Result.List.PerRecordAndKeyDay, 40, ExposureBenchResult.RecordIlLimit);
            Assert.InRange(Result.SpreadList.PerRecordAndKeyDay, 100, ExposureBenchResult.RecordIlLimit);
        }
    }

    [Fact]
    public void A_step_is_never_longer_than_half_a_second_by_the_planning_figure()
    {
        Assert.InRange(Result.List.StepIl, 100_000, 500_000);
        Assert.InRange(Result.SpreadList.StepIl, 100_000, 500_000);
    }

    [Fact]
    public void The_heap_keeps_to_8_kilobytes()
    {
        Assert.InRange(Result.HeapBytes, 2000, ExposureBenchResult.HeapLimitBytes);
    }

    [Fact]
    public void Fifty_new_key_days_take_at_most_3_seconds_on_the_air()
    {
        Assert.InRange(Result.Forms[0].DaySeconds, 0.5, ExposureBenchResult.DaySecondsLimit);
        Assert.InRange(Result.Day.Bytes, 1800, 1900);
    }

    [Fact]
    public void The_measured_check_found_the_contact_that_was_in_the_log()
    {
        Assert.All(new[] { Result.List, Result.SpreadList, Result.Day }, run => Assert.Equal(ExposureRule.F1, run.Level));
    }

    [Fact]
    public void A_day_hashes_no_further_than_its_last_record()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        InfoEntry[] people = Lists.People(8, 14);
        byte[] id = PhoneRule.Expand(people[0]).ElementAt((13 * 96) + 10).Id;
        rig.Append((Lists.Day * SlotTime.SlotsPerDay) + 10, [Lists.Near(id, 200000, 600000)]);
        rig.Send(Lists.Compact(people));
        rig.RunToEnd();

        // Eight people: their keys rolled 13 times, and slots 0 to 10 of one day.
        Assert.Equal((ExposureVerdict.MetFlag, 8 * (13 + 11)), (rig.Verdict.Flags & ExposureVerdict.MetFlag, rig.Check.BlockCount));
    }

    [Fact]
    public void A_day_without_records_hashes_nothing()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        rig.Send(Lists.Compact(Lists.People(50, 14)));
        rig.RunToEnd();
        Assert.Equal((ExposureState.Done, 0), (rig.Verdict.State, rig.Check.BlockCount));
    }

    [Fact]
    public void The_longest_list_that_is_allowed_is_bounded()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        for (int slot = 0; slot < 96 * 8; slot++)
        {
            rig.Append(((Lists.Day - 7) * SlotTime.SlotsPerDay) + slot, [Lists.Near(Lists.IdOf(250, slot % 96))]);
        }

        Assert.Equal(ExposureStatus.Complete, rig.Send(Lists.Compact(Lists.People(128, 7))));
        int steps = rig.RunToEnd();
        Assert.InRange(rig.Check.BlockCount, 50_000, 128 * 8 * 98);
        Assert.InRange(steps * ExposureCheck.StepMs, 0, 20 * 60_000);
    }
}

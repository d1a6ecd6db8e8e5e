using System;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Flash;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>The log bench as a test: power cuts, damage, room and wear. A failure prints the command that repeats it.</summary>
public sealed class LogFaultTests
{
    private const long Cuts = 100000;

    [Fact]
    public void A_hundred_thousand_power_cuts_lose_double_and_invent_nothing()
    {
        var bench = new LogFaultBench();
        bench.Run(Cuts);
        Assert.True(bench.CutCount >= Cuts);
        Assert.All(Enum.GetValues<CutEffect>().Skip(1), effect => Assert.True(bench.Cuts.Of(effect) > 500, effect.ToString()));
        Assert.All(Enum.GetValues<CutPlace>(), place => Assert.True(bench.Cuts.At(place) > 10000, place.ToString()));
        Assert.True(bench.Failures.Count == 0, bench.Failures.Count == 0 ? string.Empty : $"{bench.Failures[0].What}\n{bench.Failures[0].Command}");
        Assert.All(bench.Rows, row => Assert.True(row.OperationCount > 0 && row.CutCount > 0 && row.MountReads <= LogRig.MaxMountReads));
    }

    [Fact]
    public void The_same_number_of_cuts_is_the_same_runs()
    {
        string Digest()
        {
            var bench = new LogFaultBench();
            bench.Run(1500);
            return JsonSerializer.Serialize(bench.Rows) + JsonSerializer.Serialize(bench.Cuts);
        }

        Assert.Equal(Digest(), Digest());
    }

    [Theory]
    [InlineData("image:17", true)]
    [InlineData("flips:45", true)]
    [InlineData("badblocks:3", true)]
    [InlineData("image:", false)]
    [InlineData("image:-1", false)]
    [InlineData("sky:1", false)]
    [InlineData("image", false)]
    public void A_damaged_image_is_found_by_its_name(string name, bool isKnown) => Assert.Equal((isKnown, null), LogDamageBench.Replay(name));

    [Fact]
    public void Ten_thousand_damaged_images_start_lose_what_was_hit_and_go_on()
    {
        var bench = new LogDamageBench();
        bench.RunImages(10000);
        Assert.Empty(bench.Failures);
        Assert.All(bench.Rows.Take(LogDamage.Kinds.Length), row => Assert.True(row.Count > 1000 && row.LostRecords <= row.HitRecords, row.Kind));
        Assert.True(bench.Rows.Sum(row => row.LostRecords) > 10000);
    }

    [Fact]
    public void Turned_bits_cost_what_they_hit()
    {
        var bench = new LogDamageBench();
        bench.RunFlips(60);
        Assert.Empty(bench.Failures);
        Assert.InRange(bench.Rows.Sum(row => row.LostRecords), 60, bench.Rows.Sum(row => row.HitRecords));
    }

    [Fact]
    public void Bad_blocks_cost_nothing()
    {
        var bench = new LogDamageBench();
        bench.RunBadBlocks(40);
        Assert.Empty(bench.Failures);
    }

    [Fact]
    public void Three_weeks_and_a_crowded_day_fit_and_a_hostile_one_pushes_nothing_out()
    {
        LogCapacityBench capacity = LogCapacityBench.Measure();
        Assert.Equal(8300, capacity.Records);
        Assert.InRange(capacity.BytesPerRecord, 17, LogCapacityBench.MaxBytesPerRecord);
        Assert.Null(capacity.HostileFailure);
        Assert.InRange(capacity.HostileRecords, 2000, 2500);
        Assert.True(capacity.IsPassed);
    }

    [Fact]
    public void Ten_years_of_school_leave_the_flash_ten_more()
    {
        LogWearBench wear = LogWearBench.Measure(10);
        Assert.InRange(wear.ErasesPerBatch, 1, LogWearBench.MaxErasesPerBatch);
        Assert.InRange(wear.YearsTo10000, LogWearBench.MinYears, 100);
        Assert.InRange(wear.MaxErases, wear.MeanErases, 2 * wear.MeanErases);
        Assert.True(wear.IsPassed);
    }

    [Fact]
    public void A_case_is_named_and_found_by_its_text()
    {
        var one = new LogCase("unset", true, 12, 7, 3, 256);
        Assert.Equal(one, LogCase.Parse(one.ToString()));
        Assert.All(new[] { "", "unset", "unset:sky:1:2:3:4", "nothing:files:1:2:3:4", "unset:files:1:2:3", "unset:files:1:2:3:-4" }, text => Assert.Null(LogCase.Parse(text)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_wipe_no_block_of_the_partition_holds_a_record_or_a_key(bool isForReturn)
    {
        LogWipeBench wipe = LogWipeBench.Measure(isForReturn);
        Assert.Equal(wipe.Files, wipe.FoundBefore);
        Assert.Equal(0, wipe.FoundAfter);
        Assert.InRange(wipe.Filled, 55, 64);
        Assert.True(wipe.IsPassed);
    }

    [Fact]
    public void A_cut_costs_at_most_what_is_set()
    {
        Assert.All(LogBoundBench.Measure(), row => Assert.Equal(row.LimitMs, row.WorstMs));
    }
}

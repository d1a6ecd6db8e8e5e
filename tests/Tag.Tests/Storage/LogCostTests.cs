using BluezoneTag.Simulator.Benches;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>What the log costs: heap, flash operations, reads.</summary>
public sealed class LogCostTests
{
    private static readonly LogCostBench Cost = LogCostBench.Measure();

    [Fact]
    public void Slots_and_checkpoints_allocate_what_lasts_for_one_writing_and_names_of_new_segments()
    {
        Assert.InRange(Cost.SteadySegments, 2, 20);
        Assert.InRange(Cost.SteadyBytes, 0, Cost.SteadyLimitBytes);
    }

    [Fact]
    public void All_that_the_log_keeps_alive_fits_into_four_kilobytes()
    {
        Assert.Contains(Cost.Heap, row => row.Type == "FilePair");
        Assert.InRange(Cost.HeapBytes, 3000, LogHeap.LimitBytes);
    }

    [Fact]
    public void An_append_takes_at_most_two_block_operations_and_a_start_takes_at_most_500_reads()
    {
        Assert.InRange(Cost.OperationsPerAppend, 1, LogCostBench.MaxOperationsPerAppend);
        Assert.InRange(Cost.ErasesPerAppend, 0.5, Cost.OperationsPerAppend);
        Assert.InRange(Cost.FullMountReads, 40, LogRig.MaxMountReads);
        Assert.InRange(Cost.DayCountReads, 1, 80);
        Assert.True(Cost.IsPassed);
    }
}

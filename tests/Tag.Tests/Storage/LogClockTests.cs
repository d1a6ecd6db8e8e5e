using System.Collections.Generic;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Storage;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>Times in the log: error bounds, re-dating, and whom retention believes.</summary>
public sealed class LogClockTests
{
    private const int Day = SlotTime.SlotsPerDay;
    private const int Now = 100000;

    [Fact]
    public void Trust_and_error_bound_are_read_back()
    {
        var bench = new LogBench();
        bench.Append(Now, 1, ClockTrust.Approximate);
        LogReader reader = bench.Log.OpenReader();
        Assert.True(reader.Read());
        Assert.Equal((ClockTrust.Approximate, 64), (ClockStamp.TrustOf(reader.Batch.ClockState), ClockStamp.ErrorMsOf(reader.Batch.ClockState)));
        Assert.False(reader.IsNotBefore || reader.IsRedated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mark_moves_the_unset_batches_it_covers_and_no_others(bool isRestarted)
    {
        var bench = new LogBench();
        bench.Append(Now, 1, ClockTrust.Unset);
        uint from = bench.Log.NextSequence;
        bench.Append(Now + 1, 1, ClockTrust.Unset);
        bench.Append(Now + 2, 1, ClockTrust.Synced);
        bench.Append(Now + 3, 1, ClockTrust.Unset);
        Assert.True(bench.Log.AppendRedating(from, 5000));
        bench.Append(Now + 4, 1, ClockTrust.Unset);
        if (isRestarted)
        {
            bench.Reopen();
        }

        Assert.Equal([(0, false, true), (5000, true, false), (0, false, false), (5000, true, false), (0, false, true)], Deltas(bench));
    }

    [Fact]
    public void The_last_of_several_marks_counts_alone()
    {
        var bench = new LogBench();
        bench.Append(Now, 1, ClockTrust.Unset);
        bench.Log.AppendRedating(0, 5000);
        bench.Log.AppendRedating(0, -7000);
        bench.Log.AppendRedating(0, -7000);
        Assert.Equal([(-7000, true, false)], Deltas(bench));
    }

    [Fact]
    public void A_mark_can_be_the_first_thing_in_a_log()
    {
        var bench = new LogBench();
        Assert.True(bench.Log.AppendRedating(0, 5000));
        bench.Append(Now, 2);
        bench.Reopen();
        Assert.Equal(2, bench.Read().Count);
        Assert.Equal(2u, bench.Log.NextSequence);
    }

    [Fact]
    public void More_marks_than_are_kept_leave_the_oldest_batches_undated_and_lose_nothing()
    {
        var bench = new LogBench();
        for (int i = 0; i < RedatingMarks.Capacity + 2; i++)
        {
            uint from = bench.Log.NextSequence;
            bench.Append(Now + i, 1, ClockTrust.Unset);
            bench.Log.AppendRedating(from, 1000 + i);
        }

        bench.Reopen();
        List<(long DeltaMs, bool, bool)> deltas = Deltas(bench);
        Assert.Equal(RedatingMarks.Capacity + 2, deltas.Count);
        Assert.Equal((0, 0, 1002), (deltas[0].DeltaMs, deltas[1].DeltaMs, deltas[2].DeltaMs));
    }

    [Fact]
    public void Re_dated_batches_are_kept_by_their_re_dated_time()
    {
        var bench = new LogBench();
        bench.Append(Now, 5, ClockTrust.Unset);
        bench.Log.AppendRedating(0, 30 * SlotTime.DayMs);
        Run(bench, Now + (30 * Day), 19);
        Assert.Equal(5, bench.Read().Count);
        Run(bench, Now + (50 * Day), 3);
        Assert.Empty(bench.Read());
    }

    [Fact]
    public void A_sync_that_leaps_a_year_and_one_that_mends_it_cost_nothing_and_block_nothing()
    {
        var bench = new LogBench();
        Run(bench, Now, 20, records: 1);
        int leapt = Now + (385 * Day);
        bench.Log.Retention.OnSync(leapt);
        bench.Append(leapt, 3);
        Assert.Equal(23, bench.Read().Count);
        bench.Log.Retention.OnSync(Now + (20 * Day));
        Run(bench, Now + (20 * Day), 20, records: 1);
        Assert.InRange(bench.Read().Count, 21 + 3, 24 + 3);
        Run(bench, Now + (40 * Day), 30);
        Assert.Empty(bench.Read());
    }

    [Fact]
    public void A_second_sync_an_hour_later_confirms_a_leap_and_one_at_once_does_not()
    {
        var clock = new RetentionClock();
        clock.Advance(Now);
        clock.Advance(Now + Day);
        Assert.Equal(Now + Day, clock.ConfirmedSlot);
        int leapt = Now + (40 * Day);
        clock.OnSync(leapt);
        clock.OnSync(leapt + 1);
        Assert.Equal(Now + Day, clock.ConfirmedSlot);
        clock.Advance(leapt + 4);
        clock.OnSync(leapt + 5);
        Assert.Equal(leapt + 5, clock.ConfirmedSlot);
    }

    [Fact]
    public void A_restart_is_no_proof_of_a_leapt_clock()
    {
        byte[] saved = new byte[RetentionClock.Length];
        var clock = new RetentionClock();
        clock.Advance(Now);
        clock.Advance(Now + Day);
        clock.Advance(Now + (40 * Day));
        clock.Write(saved, 0);
        var next = new RetentionClock();
        next.Read(saved, 0);
        next.Advance(Now + (40 * Day) + 1);
        Assert.Equal(Now + Day, next.ConfirmedSlot);
    }

    [Fact]
    public void When_the_last_segment_goes_the_sequence_goes_on()
    {
        var bench = new LogBench();
        bench.Append(Now, 5);
        uint next = bench.Log.NextSequence;
        Run(bench, Now + 1, 30);
        Assert.Empty(bench.Read());
        bench.Reopen();
        Assert.True(bench.Log.NextSequence > next);
    }

    private static void Run(LogBench bench, int slot, int days, int records = 0)
    {
        for (int day = 0; day < days; day++)
        {
            bench.Log.DeleteExpired(slot + (day * Day));
            bench.Append(slot + (day * Day), records);
        }
    }

    private static List<(long DeltaMs, bool IsRedated, bool IsNotBefore)> Deltas(LogBench bench)
    {
        var found = new List<(long, bool, bool)>();
        LogReader reader = bench.Log.OpenReader();
        while (reader.Read())
        {
            long deltaMs = reader.FirstUtcMs - reader.Record.FirstMs - SlotTime.StartOfSlot((int)reader.Batch.SlotNumber);
            Assert.Equal(reader.LastUtcMs - reader.FirstUtcMs, reader.Record.LastMs - reader.Record.FirstMs);
            found.Add((deltaMs, reader.IsRedated, reader.IsNotBefore));
        }

        return found;
    }
}

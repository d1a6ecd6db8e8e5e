using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

public sealed class ContactLogTests
{
    [Fact]
    public void What_was_appended_is_read_back_in_order()
    {
        var bench = new LogBench();
        Assert.Equal(3, bench.Append(1000, 3));
        Assert.Equal(2, bench.Append(1001, 2));
        Assert.Equal(["1000/0", "1000/1", "1000/2", "1001/0", "1001/1"], bench.Read());
    }

    [Fact]
    public void A_crowd_of_128_takes_five_batches()
    {
        var bench = new LogBench();
        Assert.Equal(128, bench.Append(1000, 128));
        Assert.Equal(Enumerable.Range(0, 128).Select(i => $"1000/{i}"), bench.Read());
    }

    [Fact]
    public void It_survives_restarts_and_goes_on_in_the_same_segment()
    {
        var bench = new LogBench();
        for (int slot = 0; slot < 20; slot++)
        {
            bench.Append(1000 + slot, 2);
            bench.Reopen();
        }

        Assert.Equal(40, bench.Read().Count);
        Assert.Equal(1, bench.Log.Segments.Count);
        Assert.Equal(0, bench.Counters.Get(TagCounter.DamagedFiles));
    }

    [Fact]
    public void Nothing_in_flash_shows_an_id_in_the_clear()
    {
        var bench = new LogBench();
        bench.Append(0x12345678, 5);
        byte[] content = bench.Flash.ReadAll("log-00000000.seg");
        byte[] id = BitConverter.GetBytes(~0x12345678);
        Assert.Equal(-1, content.AsSpan().IndexOf(id));
    }

    [Fact]
    public void Two_equal_batches_are_encrypted_differently()
    {
        var bench = new LogBench();
        bench.Append(1000, 5);
        bench.Append(1000, 5);
        byte[] content = bench.Flash.ReadAll("log-00000000.seg");
        const int BatchLength = 7 + (5 * 17);
        Assert.False(content.AsSpan(32 + 3, 85).SequenceEqual(content.AsSpan(32 + BatchLength + 3, 85)));
    }

    [Fact]
    public void Segments_never_exceed_a_flash_block()
    {
        var bench = new LogBench();
        for (int slot = 0; slot < 300; slot++)
        {
            bench.Append(1000 + slot, 1 + (slot % 60));
        }

        Assert.All(bench.Flash.List(), name => Assert.InRange(bench.Flash.GetLength(name), 1, 4096));
    }

    [Fact]
    public void Days_older_than_three_weeks_go_and_younger_ones_stay()
    {
        var bench = new LogBench();
        for (int day = 0; day < 40; day++)
        {
            for (int slot = 0; slot < 20; slot++)
            {
                bench.Append(100000 + (day * 96) + slot, 12);
            }
        }

        int oldest = bench.Read().Min(one => int.Parse(one.Split('/')[0]));
        int newest = 100000 + (39 * 96) + 19;
        Assert.InRange(newest - oldest, 21 * 96, 23 * 96);
    }

    [Fact]
    public void Too_many_segments_cost_the_oldest()
    {
        var bench = new LogBench();
        for (int slot = 0; slot < 300; slot++)
        {
            bench.Append(1000 + slot, 60);
        }

        Assert.Equal(SegmentIndex.Capacity, bench.Log.Segments.Count);
        Assert.Contains("1299/59", bench.Read());
        Assert.Equal(SegmentIndex.Capacity, bench.Flash.List().Length);
    }

    [Fact]
    public void A_power_cut_at_any_operation_costs_at_most_what_was_not_acknowledged()
    {
        int operations = Clean().Flash.OperationCount;
        foreach (CutOutcome outcome in Enum.GetValues<CutOutcome>())
        {
            for (int cut = 1; cut <= operations; cut++)
            {
                AssertSurvives(cut, outcome);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_segment_costs_itself_and_is_counted(string name, Func<byte[], byte[]> damage)
    {
        var bench = new LogBench();
        for (int slot = 0; slot < 60; slot++)
        {
            bench.Append(1000 + slot, 10);
        }

        string victim = SegmentNames.NameOf(1);
        string[] lost = RecordsIn(bench, 1);
        bench.Flash.Place(victim, damage(bench.Flash.ReadAll(victim)));
        bench.Reopen();
        List<string> left = bench.Read();
        Assert.DoesNotContain("invented", left);
        Assert.Empty(AllRecords().Except(left).Except(lost));
        Assert.True(bench.Counters.Get(TagCounter.DamagedFiles) == 1, name);
        Assert.Equal(3, bench.Append(2000, 3));
        Assert.Contains("2000/2", bench.Read());
    }

    public static TheoryData<string, Func<byte[], byte[]>> Damages() => new()
    {
        { "empty", _ => [] },
        { "one byte", content => content[..1] },
        { "header only", content => content[..32] },
        { "cut in the middle", content => content[..(content.Length / 2)] },
        { "last byte missing", content => content[..^1] },
        { "all zero", content => new byte[content.Length] },
        { "all ones", content => Enumerable.Repeat((byte)0xFF, content.Length).ToArray() },
        { "header bit", content => Flip(content, 9) },
        { "batch bit", content => Flip(content, 700) },
        { "newer format", content => Flip(content, 4) },
        { "garbage behind", content => [.. content, 1, 2, 3] },
    };

    [Fact]
    public void Foreign_files_are_left_alone()
    {
        var bench = new LogBench();
        bench.Flash.Place("log-00000001.seg.bak", [1, 2, 3]);
        bench.Flash.Place("log-0000000g.seg", [1, 2, 3]);
        bench.Flash.Place("con_CN1_0.sys", [1, 2, 3]);
        bench.Reopen();
        bench.Append(1000, 1);
        Assert.Equal(4, bench.Flash.List().Length);
        Assert.Equal(0, bench.Counters.Get(TagCounter.DamagedFiles));
    }

    [Fact]
    public void A_flash_that_refuses_loses_the_records_and_says_so()
    {
        var bench = new LogBench();
        bench.Append(1000, 5);
        bench.Flash.IsRefusing = true;
        Assert.Equal(0, bench.Append(1001, 5));
        bench.Flash.IsRefusing = false;
        Assert.Equal(5, bench.Append(1002, 5));
        Assert.Equal(10, bench.Read().Count);
    }

    [Fact]
    public void Another_key_reads_no_record_of_ours()
    {
        var bench = new LogBench();
        bench.Append(1000, 50);
        var hardware = new TagHardware(new Battery(1000, 1), 1);
        var stranger = new ContactLog(bench.Flash, hardware, new LogCipher(hardware, new byte[32]), new TagCounters());
        stranger.Open();
        Assert.False(stranger.OpenReader().Read());
    }

    private static LogBench Clean()
    {
        var bench = new LogBench();
        Run(bench, []);
        return bench;
    }

    // Crosses a segment's end, retention and a restart.
    private static void Run(LogBench bench, List<string> acknowledged)
    {
        for (int i = 0; i < 12; i++)
        {
            int slot = i < 6 ? 1000 + i : 1000 + (30 * 96) + i;
            bench.Append(slot, 45);
            acknowledged.AddRange(Enumerable.Range(0, 45).Select(number => $"{slot}/{number}"));
        }
    }

    private static void AssertSurvives(int cut, CutOutcome outcome)
    {
        var bench = new LogBench();
        bench.Flash.CutAtOperation = cut;
        bench.Flash.CutOutcome = outcome;
        var acknowledged = new List<string>();
        Assert.Throws<PowerCutException>(() => Run(bench, acknowledged));
        bench.Reopen();
        List<string> left = bench.Read();
        Assert.DoesNotContain("invented", left);
        Assert.Equal(left.Distinct(), left);
        // Once the seventh slot is being written, a month later, the first six may go.
        int firstKept = acknowledged.Count < 6 * 45 ? 0 : 1006;
        Assert.DoesNotContain(acknowledged.Except(left), one => int.Parse(one.Split('/')[0]) >= firstKept);
        Assert.Equal(7, bench.Append(9000, 7));
        Assert.Contains("9000/6", bench.Read());
    }

    private static byte[] Flip(byte[] content, int offset)
    {
        byte[] copy = (byte[])content.Clone();
        copy[offset] ^= 0x10;
        return copy;
    }

    private static string[] AllRecords() =>
        Enumerable.Range(1000, 60).SelectMany(slot => Enumerable.Range(0, 10).Select(number => $"{slot}/{number}")).ToArray();

    // What a log reads that has this one segment and no other.
    private static string[] RecordsIn(LogBench bench, uint segment)
    {
        var alone = new LogBench();
        alone.Flash.Place(SegmentNames.NameOf(segment), bench.Flash.ReadAll(SegmentNames.NameOf(segment)));
        alone.Reopen();
        return [.. alone.Read()];
    }
}

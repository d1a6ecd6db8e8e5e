using System;
using System.Linq;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>The check allocates when it begins and nothing after that; what remains is the log reader's segment names and the cipher's output.</summary>
public sealed class MemoryTests
{
    [Fact]
    public void Walking_ids_allocates_nothing()
    {
        CompactList list = Lists.Compact(Lists.People(8));
        var file = new ExposureListFile(new FileFlash());
        Assert.True(file.Begin(list.Header, 0));
        Assert.Equal(ExposureStatus.Taken, file.Append(list.Chunks[0], ExposureChunk.HeaderLength, 6));
        Assert.Equal(ExposureStatus.Complete, file.Append(list.Chunks[1], ExposureChunk.HeaderLength, 2));
        var walk = new IdWalk();
        Assert.True(walk.Load(file, 0));
        byte[] id = Lists.IdOf(3, 90);
        Walk(walk, id, 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = Walk(walk, id, 90);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(found, 0, 7);
    }

    [Fact]
    public void Messages_that_are_refused_allocate_no_more_than_the_header_they_bring()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        CompactList list = Lists.Compact(Lists.People(8));
        rig.Check.Begin(list.Header, 0, list.Header.Length);
        Send(rig, list);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Send(rig, list);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 200, 0, 120);
    }

    [Fact]
    public void The_memory_of_a_check_is_given_up_when_it_ends()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        rig.Append((Lists.Day * SlotTime.SlotsPerDay) + 60, [Lists.Near(Lists.IdOf(3, 60), 200000, 600000)]);
        int atRest = HeapOf(rig);
        CompactList list = Lists.Compact(Lists.People(8));
        rig.Send(list);
        rig.Check.Step();
        Assert.True(rig.Check.HasWork);
        Assert.InRange(HeapOf(rig) - atRest, 3000, 6000);
        while (rig.Check.HasWork)
        {
            rig.Check.Step();
        }

        Assert.Equal(atRest, HeapOf(rig));
    }

    [Fact]
    public void A_check_that_runs_out_of_memory_anywhere_says_later_what_it_would_have_said()
    {
        ExposureVerdict expected = VerdictWhenShortAt(0, out int reads);
        Assert.Equal(ExposureRule.F1, expected.Level);
        Assert.InRange(reads, 3, 100);
        for (int at = 1; at <= reads; at++)
        {
            ExposureVerdict verdict = VerdictWhenShortAt(at, out _);
            Assert.Equal((ExposureState.Done, expected.Level, expected.NearMinutes), (verdict.State, verdict.Level, verdict.NearMinutes));
        }
    }

    // Memory runs out at one of the check's reads, 0 for none; also returns how many it makes.
    private static ExposureVerdict VerdictWhenShortAt(int read, out int reads)
    {
        var files = new ScarceFiles();
        var rig = new ExposureRig(files, Lists.NowUtcMs);
        rig.Append((Lists.Day * SlotTime.SlotsPerDay) + 60, [Lists.Near(Lists.IdOf(3, 60))]);
        rig.Send(Lists.Compact(Lists.People(8)));
        files.Arm(read);
        for (int i = 0; rig.Check.HasWork && i < 1000; i++)
        {
            rig.Check.Step();
        }

        reads = files.Reads;
        return rig.Verdict;
    }

    private static int HeapOf(ExposureRig rig)
    {
        var walk = new HeapWalk(typeof(SlotTime).Assembly, typeof(ExposureCheck).Assembly);
        walk.LeaveOut(rig.Log);
        walk.Add(rig.Check);
        return walk.Rows.Sum(row => row.Bytes);
    }

    private static void Send(ExposureRig rig, CompactList list)
    {
        byte[] second = list.Chunks[1];
        rig.Check.Begin(list.Header, 0, list.Header.Length);
        rig.Check.Begin(list.Header, 0, 7);
        rig.Check.Chunk(second, 0, second.Length);
    }

    private static int Walk(IdWalk walk, byte[] id, int slot)
    {
        int wanted = (Lists.Day * SlotTime.SlotsPerDay) + slot;
        while (!walk.Seek(wanted, wanted))
        {
        }

        return walk.Find(id, wanted);
    }
}

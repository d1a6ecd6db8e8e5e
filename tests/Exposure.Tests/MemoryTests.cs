using System;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>The check allocates at the start only; what remains is the log reader's segment names and the cipher's output.</summary>
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
    public void Messages_that_are_refused_allocate_nothing()
    {
        var rig = new ExposureRig(new FileFlash(), Lists.NowUtcMs);
        CompactList list = Lists.Compact(Lists.People(8));
        byte[] verdict = new byte[ExposureVerdict.Length];
        rig.Check.Begin(list.Header, 0, list.Header.Length);
        Send(rig, list, verdict);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Send(rig, list, verdict);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Send(ExposureRig rig, CompactList list, byte[] verdict)
    {
        byte[] second = list.Chunks[1];
        rig.Check.Begin(list.Header, 0, list.Header.Length);
        rig.Check.Begin(list.Header, 0, 7);
        rig.Check.Chunk(second, 0, second.Length);
        rig.Check.WriteVerdict(verdict, 0);
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

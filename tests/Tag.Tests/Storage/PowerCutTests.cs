using System.Linq;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>The whole tag, switched off in the middle of a slot or of a wipe.</summary>
public sealed class PowerCutTests
{
    [Fact]
    public void A_cut_within_a_slot_leaves_what_was_heard_until_the_last_checkpoint()
    {
        // From 12:07 to 12:26:30: checkpoints of the second slot at 12:20 and 12:25.
        var bench = new TagBench();
        bench.RunMinutes(19.5);
        int heard = CountOfNeighbour(bench);
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(1);
        Assert.Equal(1, bench.Tags[0].Application.Counters.Get(TagCounter.RecordsRecovered));
        Assert.Equal(2, bench.LogOf(0).Count);
        Assert.InRange(bench.LogOf(0)[1].Sightings, heard - 7, heard);
    }

    [Fact]
    public void A_tag_that_is_told_to_forget_forgets_at_its_next_start_and_goes_on()
    {
        var bench = new TagBench();
        bench.RunMinutes(40);
        int before = bench.LogOf(0).Max(record => record.Slot);
        LogWipe.Begin(bench.Tags[0].Flash, isForReturn: false);
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(40);
        Assert.NotEmpty(bench.LogOf(0));
        Assert.All(bench.LogOf(0), record => Assert.True(record.Slot > before));
        Assert.False(LogWipe.IsPending(bench.Tags[0].Flash));
    }

    private static int CountOfNeighbour(TagBench bench)
    {
        var record = new Protocol.Contacts.ContactRecord();
        bench.Tags[0].Application.Sightings!.Read(0, record);
        return record.SightingCount;
    }
}

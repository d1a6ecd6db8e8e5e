using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>A directory where one of two files should be: counted, stepped around; what is no file need not be deleted.</summary>
public sealed class DirectoryInTheWayTests
{
    private const int Length = 20;

    [Theory]
    [InlineData("state-a.bin")]
    [InlineData("state-b.bin")]
    public void The_state_is_saved_in_the_other_file_and_the_trouble_counted(string directory)
    {
        var files = new FileFlash { Directory = directory };
        var counters = new TagCounters();
        var store = new StateStore(files, counters, StateStore.StateName);
        store.Load(new byte[Length], Length);
        for (byte i = 1; i < 6; i++)
        {
            byte[] payload = new byte[Length];
            payload[0] = i;
            Assert.True(store.Save(payload, Length));
            Assert.True(new StateStore(files, new TagCounters(), StateStore.StateName).Load(payload, Length));
            Assert.Equal(i, payload[0]);
        }

        Assert.InRange(counters.Get(TagCounter.DamagedFiles), 4, 5);
    }

    [Theory]
    [InlineData("open-a.bin")]
    [InlineData("open-b.bin")]
    public void Checkpoints_go_on_and_the_last_segment_can_still_be_deleted(string directory)
    {
        var files = new FileFlash { Directory = directory };
        var rig = new LogRig(files, new LogLedger());
        rig.Provision();
        rig.Boot();
        for (int i = 0; i < 2; i++)
        {
            rig.Meet(40);
            rig.Pass(300000);
        }

        Assert.True(rig.Counters.Get(TagCounter.DamagedFiles) > 0);
        rig.LosePower();
        rig.Boot();
        Assert.Null(rig.Compare());
        Assert.Equal(40, rig.Log.CountRecords(0, int.MaxValue));
        for (int halfDays = 0; halfDays < 54; halfDays++)
        {
            rig.Pass(SlotTime.DayMs / 2);
        }

        Assert.Equal(0, rig.Log.CountRecords(0, int.MaxValue));
    }

    [Fact]
    public void Where_there_is_no_room_for_the_second_file_the_first_is_left_alone()
    {
        var files = new FileFlash();
        var store = new StateStore(files, new TagCounters(), StateStore.StateName);
        Assert.True(store.Save(new byte[Length], Length));
        files.CapacityBytes = files.TotalLength;
        files.CutAt = files.OperationCount + 1;
        Assert.False(store.Save(new byte[Length], Length));
    }
}

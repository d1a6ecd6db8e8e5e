using System;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

public sealed class StateStoreTests
{
    private const int Length = 20;

    [Fact]
    public void A_first_boot_has_no_state()
    {
        Assert.False(new StateStore(new SimulatedFlash(), new TagCounters(), StateStore.StateName).Load(new byte[Length], Length));
    }

    [Fact]
    public void The_last_save_is_loaded()
    {
        var flash = new SimulatedFlash();
        for (byte i = 1; i < 9; i++)
        {
            Save(flash, i);
            Assert.Equal(i, Load(flash));
        }
    }

    [Fact]
    public void A_cut_during_any_save_leaves_the_state_before_or_after()
    {
        foreach (CutOutcome outcome in Enum.GetValues<CutOutcome>())
        {
            for (byte cut = 2; cut < 9; cut++)
            {
                var flash = new SimulatedFlash { CutAtOperation = cut, CutOutcome = outcome };
                Assert.Throws<PowerCutException>(() => SaveMany(flash));
                Assert.InRange(Load(flash), cut - 1, cut);
            }
        }
    }

    [Theory]
    [InlineData("state-a.bin")]
    [InlineData("state-b.bin")]
    public void One_damaged_file_leaves_the_other_state(string name)
    {
        var flash = new SimulatedFlash();
        Save(flash, 1);
        Save(flash, 2);
        byte[] content = flash.ReadAll(name);
        content[14] ^= 1;
        flash.Place(name, content);
        Assert.InRange(Load(flash), 1, 2);
    }

    [Fact]
    public void The_sequence_may_wrap()
    {
        var flash = new SimulatedFlash();
        Place(flash, "state-a.bin", 0xFFFFFFFE, 7);
        for (byte i = 1; i < 6; i++)
        {
            Save(flash, i);
            Assert.Equal(i, Load(flash));
        }
    }

    private static void SaveMany(SimulatedFlash flash)
    {
        for (byte i = 1; i < 10; i++)
        {
            Save(flash, i);
        }
    }

    private static void Save(SimulatedFlash flash, byte value)
    {
        var store = new StateStore(flash, new TagCounters(), StateStore.StateName);
        store.Load(new byte[Length], Length);
        store.Save(Enumerable.Repeat(value, Length).ToArray(), Length);
    }

    private static int Load(SimulatedFlash flash)
    {
        byte[] payload = new byte[Length];
        return new StateStore(flash, new TagCounters(), StateStore.StateName).Load(payload, Length) ? payload[0] : 0;
    }

    private static void Place(SimulatedFlash flash, string name, uint sequence, byte value)
    {
        Save(flash, value);
        byte[] file = flash.ReadAll(flash.List().Single());
        flash.Delete(flash.List().Single());
        BitConverter.TryWriteBytes(file.AsSpan(8), sequence);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), Protocol.Bytes.Crc32.Compute(file, 0, file.Length - 4));
        flash.Place(name, file);
    }
}

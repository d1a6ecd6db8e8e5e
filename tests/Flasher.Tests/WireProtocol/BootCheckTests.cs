using System;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Tests.Support;
using BluezoneTag.Flasher.WireProtocol;
using Xunit;

namespace BluezoneTag.Flasher.Tests.WireProtocol;

public sealed class BootCheckTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flashed_tag_says_what_it_runs_with_and_without_crc(bool hasCrc)
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.Application = new FakeNanoClr { HasCrc = hasCrc }.Answer;
        var bench = new FakeBench(chip);
        using TagPort port = bench.Port();
        new TagFlasher(port, new BluezoneTag.Flasher.Rom.NoProgress()).Flash(rig.Firmware, null);
        Assert.Equal(new TargetInfo("1.12.0.55", "ESP32_C3", "ESP32"), new BootCheck(port).Run(rig.Firmware.Package));
    }

    [Fact]
    public void Another_target_or_version_than_the_package_is_noticed()
    {
        Assert.Contains("not ESP32_C3", Problem(new FakeNanoClr { Target = "ESP32_REV3" }).What.English, StringComparison.Ordinal);
        Assert.Contains("not 1.12.0.55", Problem(new FakeNanoClr { Version = [1, 11, 0, 1] }).What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_tag_is_a_clear_error_and_takes_a_bounded_time()
    {
        using var rig = new Rig();
        var bench = new FakeBench(rig.Chip());
        using TagPort port = bench.Port();
        var problem = Assert.Throws<FlasherException>(() => new BootCheck(port).Run(null));
        Assert.Equal(ExitCode.NoAnswer, problem.Code);
        Assert.InRange(bench.Clock.Elapsed.TotalSeconds, 10, 30);
    }

    [Fact]
    public void A_packet_with_any_damaged_byte_is_no_packet()
    {
        byte[] packet = new WirePacket(0x20, 3, 0, 0x8002, [1, 2, 3, 4, 5]).ToBytes(withCrc: true);
        Assert.Equal(WireMatch.Yes, WirePacket.TryRead(packet, out _));
        for (int place = 0; place < packet.Length; place++)
        {
            byte[] damaged = [.. packet];
            damaged[place] ^= 0x20;
            Assert.NotEqual(WireMatch.Yes, WirePacket.TryRead(damaged, out _));
        }

        for (int length = 0; length < packet.Length; length++)
        {
            Assert.Equal(WireMatch.Incomplete, WirePacket.TryRead(packet.AsSpan(0, length), out _));
        }
    }

    private static FlasherException Problem(FakeNanoClr clr)
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.Application = clr.Answer;
        using TagPort port = new FakeBench(chip).Port();
        return Assert.Throws<FlasherException>(() => new BootCheck(port).Run(rig.Firmware.Package));
    }
}

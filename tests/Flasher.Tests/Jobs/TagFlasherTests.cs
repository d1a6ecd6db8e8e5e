using System;
using System.Linq;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Jobs;

public sealed class TagFlasherTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_full_run_leaves_every_byte_right_and_starts_the_tag(bool isC3, bool isUsb)
    {
        using var rig = new Rig(isC3);
        FakeChip chip = rig.Chip(isUsb);
        using var identity = new TagIdentity(7407, 20000, 420);
        int starts = chip.ApplicationStarts;
        JobReport report = rig.Flash(new FakeBench(chip), identity);
        Assert.Empty(rig.WrongPlaces(chip, identity));
        Assert.Equal(StartKind.PinReset, report.Start);
        Assert.False(chip.IsInLoader);
        Assert.True(chip.ApplicationStarts > starts);
        Assert.Equal("7CDFA1112233", report.Mac);
        Assert.Equal((0, RegionWriter.FullBlock), (report.Restarts, report.BlockSize));
        Assert.Equal(isUsb ? 115200 : 921600, report.Baud);
    }

    [Fact]
    public void The_bootloader_is_written_last_and_nanoclr_first()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        using var identity = new TagIdentity(1, 20000, 420);
        rig.Flash(new FakeBench(chip), identity);
        Assert.Equal([0x10000u, 0x1FE000u, 0x3C0000u, 0x8000u, 0x0u], chip.WriteOffsets);
    }

    [Fact]
    public void On_usb_serial_jtag_the_watchdogs_are_off_before_the_first_erase()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip(isUsb: true);
        bool wereOff = false;
        using TagPort port = new FakeBench(chip).Port();
        new TagFlasher(port, new NoProgress()).Flash(rig.Firmware, null, _ => wereOff = chip.WatchdogsAreOff && chip.Erases == 0);
        Assert.True(wereOff);
    }

    [Fact]
    public void Without_an_identity_the_partition_config_stays_as_it_is()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        byte[] before = chip.Flash[0x3C0000..0x3C4000];
        rig.Flash(new FakeBench(chip), null);
        Assert.Equal(before, chip.Flash[0x3C0000..0x3C4000]);
        Assert.Empty(rig.WrongPlaces(chip, null));
    }

    [Fact]
    public void A_new_identity_wins_over_an_older_one_and_touches_only_8_KiB()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        using var old = new TagIdentity(1, 20000, 420);
        using var fresh = new TagIdentity(2, 20001, 420);
        rig.Flash(new FakeBench(chip), old);

        // An old life in which littlefs moved to the second block with a higher revision.
        byte[] block = chip.Flash[0x3C0000..0x3C1000];
        block.CopyTo(chip.Flash, 0x3C1000);
        chip.Flash[0x3C3FFF] = 0x42;
        rig.Provision(new FakeBench(chip), fresh);
        Assert.Empty(rig.WrongPlaces(chip, fresh));
        Assert.Equal(0x42, chip.Flash[0x3C3FFF]);
    }

    [Fact]
    public void Wiping_leaves_nothing_of_the_earlier_wearer()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        using var identity = new TagIdentity(1, 20000, 420);
        rig.Flash(new FakeBench(chip), identity);
        chip.Flash[0x3C3000] = 0x42;
        using (TagPort port = new FakeBench(chip).Port())
        {
            new TagFlasher(port, new NoProgress()).Wipe(rig.Firmware.Package);
        }

        Assert.False(chip.Flash.AsSpan(0x3C0000, 0x4000).ContainsAnyExcept((byte)0xFF));
        using var next = new TagIdentity(2, 20000, 420);
        rig.Provision(new FakeBench(chip), next, wipe: true);
        Assert.Empty(rig.WrongPlaces(chip, next));
    }

    [Fact]
    public void Provisioning_a_tag_with_another_partition_table_is_refused_before_anything_is_erased()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        using var identity = new TagIdentity(1, 20000, 420);
        var problem = Assert.Throws<FlasherException>(() => rig.Provision(new FakeBench(chip), identity));
        Assert.Equal((ExitCode.DoesNotFit, 0), (problem.Code, chip.Erases));
    }

    [Fact]
    public void A_chip_that_refuses_large_blocks_gets_small_ones()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.LargestBlock = 0x400;
        JobReport report = rig.Flash(new FakeBench(chip), null);
        Assert.Empty(rig.WrongPlaces(chip, null));
        Assert.Equal((RegionWriter.SmallBlock, 1), (report.BlockSize, report.Restarts));
        Assert.All(chip.BlockSizes, one => Assert.Equal(0x400u, one));
    }

    [Fact]
    public void A_chip_that_does_not_bear_the_rate_is_flashed_at_the_first_one()
    {
        using var rig = new Rig(isC3: false);
        FakeChip chip = rig.Chip();
        chip.RefusesBaudChange = true;
        JobReport report = rig.Flash(new FakeBench(chip), null);
        Assert.Empty(rig.WrongPlaces(chip, null));
        Assert.Equal(115200, report.Baud);
    }

    [Fact]
    public void A_worn_out_flash_never_counts_as_written()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.WornByte = 0x10123;
        int starts = chip.ApplicationStarts;
        var bench = new FakeBench(chip);
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(bench, null));
        Assert.Equal(ExitCode.Write, problem.Code);
        Assert.True(chip.IsInLoader, "a tag that was given up is not started");
        Assert.True(chip.ApplicationStarts - starts <= 0);
    }

    [Fact]
    public void Without_modem_lines_a_chip_in_download_mode_is_flashed_and_started_by_its_watchdog()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.HoldBootButton();
        JobReport report = rig.Flash(new FakeBench(chip) { HasLines = false }, null);
        Assert.Empty(rig.WrongPlaces(chip, null));
        Assert.Equal(StartKind.WatchdogReset, report.Start);
        Assert.False(chip.IsInLoader);
    }

    [Fact]
    public void Without_modem_lines_an_esp32_asks_for_a_power_cycle()
    {
        using var rig = new Rig(isC3: false);
        FakeChip chip = rig.Chip();
        chip.HoldBootButton();
        JobReport report = rig.Flash(new FakeBench(chip) { HasLines = false }, null);
        Assert.Equal(StartKind.NeedsPowerCycle, report.Start);
        Assert.Empty(rig.WrongPlaces(chip, null));
    }

    [Fact]
    public void Without_modem_lines_a_running_application_is_reported_with_what_to_do()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip) { HasLines = false }, null));
        Assert.Equal((ExitCode.Chip, 0), (problem.Code, chip.Erases));
        Assert.Contains("BOOT", problem.Next.English, StringComparison.Ordinal);
        Assert.Contains("BOOT", problem.Next.Vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x15)]
    [InlineData(0x14)]
    public void A_flash_smaller_than_4_MB_is_refused_before_anything_is_erased(byte capacity)
    {
        using var rig = new Rig();
        var chip = new FakeChip(isC3: true, capacity: capacity);
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip), null));
        Assert.Equal((ExitCode.DoesNotFit, 0), (problem.Code, chip.Erases));
    }

    [Fact]
    public void A_flash_of_unknown_size_is_refused_before_anything_is_erased()
    {
        using var rig = new Rig();
        var chip = new FakeChip(isC3: true, capacity: 0xFF);
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip), null));
        Assert.Equal((ExitCode.Chip, 0), (problem.Code, chip.Erases));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Firmware_for_another_chip_is_refused_before_anything_is_erased(bool isC3)
    {
        using var rig = new Rig(isC3);
        var chip = new FakeChip(!isC3);
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip), null));
        Assert.Equal((ExitCode.DoesNotFit, 0), (problem.Code, chip.Erases));
    }

    [Fact]
    public void A_locked_chip_is_refused_before_anything_is_erased()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.SecurityFlags = 4;
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip), null));
        Assert.Equal((ExitCode.Chip, 0), (problem.Code, chip.Erases));
    }

    [Fact]
    public void An_application_larger_than_deploy_is_refused_before_anything_is_erased()
    {
        using var rig = new Rig(bodyBytes: 0x8000);
        FakeChip chip = rig.Chip();
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(new FakeBench(chip), null));
        Assert.Equal((ExitCode.DoesNotFit, 0), (problem.Code, chip.Erases));
        Assert.Contains("deploy", problem.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_vanishes_for_good_is_a_clear_error_and_the_tag_is_not_started()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        var bench = new FakeBench(chip, new LinkFault(FaultKind.CutLink, true, 45)) { OpenFailures = 100 };
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(bench, null));
        Assert.Equal(ExitCode.Port, problem.Code);
        Assert.Contains("vanished", problem.What.English, StringComparison.Ordinal);
        Assert.True(chip.IsInLoader);
        rig.Flash(new FakeBench(chip), null);
        Assert.Empty(rig.WrongPlaces(chip, null));
    }

    [Fact]
    public void A_job_that_has_had_its_time_is_given_up()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        var bench = new FakeBench(chip);
        using TagPort port = bench.Port();
        var problem = Assert.Throws<FlasherException>(() =>
            new TagFlasher(port, new NoProgress()).Flash(rig.Firmware, null, _ => bench.Clock.Wait(TagPort.Limit + TimeSpan.FromSeconds(1))));
        Assert.Equal((ExitCode.Write, 0), (problem.Code, chip.Erases));
        Assert.Contains("30 minutes", problem.What.English, StringComparison.Ordinal);
        Assert.Contains("30 phút", problem.What.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_port_does_a_job_ends_long_before_its_limit()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        chip.WornByte = 0x10123;
        var bench = new FakeBench(chip);
        Assert.Throws<FlasherException>(() => rig.Flash(bench, null, 115200));
        Assert.InRange(bench.Clock.Elapsed, TimeSpan.Zero, TagPort.Limit / 2);
    }

    [Fact]
    public void A_port_that_comes_back_is_used_again()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        var bench = new FakeBench(chip, new LinkFault(FaultKind.CutLink, true, 45)) { OpenFailures = 2 };
        rig.Flash(bench, null);
        Assert.Equal(2, bench.Opened);
        Assert.Empty(rig.WrongPlaces(chip, null));
    }

    [Fact]
    public void A_port_that_vanishes_at_every_reset_into_the_loader_is_still_flashed()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip(isUsb: true);
        var bench = new FakeBench(chip) { VanishesAtReset = true };
        rig.Flash(bench, null);
        Assert.Equal(2, bench.Opened);
        Assert.Empty(rig.WrongPlaces(chip, null));
    }

    [Fact]
    public void Another_chip_at_the_same_port_is_noticed()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        var bench = new FakeBench(chip, new LinkFault(FaultKind.CutLink, true, 45)) { OnReopen = () => chip.Mac++ };
        var problem = Assert.Throws<FlasherException>(() => rig.Flash(bench, null));
        Assert.Equal(ExitCode.Chip, problem.Code);
        Assert.Contains("replaced", problem.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_tells_right_from_wrong_and_writes_nothing()
    {
        using var rig = new Rig();
        FakeChip chip = rig.Chip();
        rig.Flash(new FakeBench(chip), null);
        int erases = chip.Erases;
        Assert.Empty(Verify().Wrong);
        chip.Flash[0x205FFF] ^= 1;
        Assert.Equal(["deploy"], Verify().Wrong);
        Assert.Equal(erases, chip.Erases);
        Assert.False(chip.IsInLoader);

        VerifyReport Verify()
        {
            using TagPort port = new FakeBench(chip).Port();
            return new TagVerifier(port, new NoProgress()).Verify(rig.Firmware);
        }
    }

    [Fact]
    public void Two_identities_share_no_key()
    {
        byte[][] files = [.. Enumerable.Range(0, 200).Select(_ => new TagIdentity(5, 20000, 420).ToFile())];
        Assert.Equal(200, files.Select(one => Convert.ToHexString(one.AsSpan(16, 32))).Distinct().Count());
        Assert.Equal(200, files.Select(one => Convert.ToHexString(one.AsSpan(48, 16))).Distinct().Count());
    }

    [Fact]
    public void A_disposed_identity_is_forgotten()
    {
        var identity = new TagIdentity(5, 20000, 420);
        identity.Dispose();
        Assert.False(identity.ToFile().AsSpan(16, 48).ContainsAnyExcept((byte)0));
    }
}

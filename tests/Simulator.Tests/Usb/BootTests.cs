using System;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>What starts from a flash, and what it says and sends.</summary>
public sealed class BootTests
{
    private const long StartUtcMs = 1596456420000;

    public static TheoryData<string> Chips => new("c3", "c3-uart", "esp32");

    [Theory]
    [MemberData(nameof(Chips))]
    public void A_whole_flash_advertises_the_id_of_its_identity(string chip)
    {
        IdentityImage identity = Images.Identity();
        var host = new Host(chip, flash: Images.Whole(ChipModel.Find(chip), identity));
        host.Line.Sleep(60_000_000);
        var expected = new RollingIdentifier(identity.BaseKey, 0, identity.CreationDay);
        expected.Seek(StartUtcMs + 60_000);
        Assert.Equal(["mscorlib", "BluezoneTag.Tag"], host.Tag.Report.Assemblies);
        Assert.Equal(Hex.Encode(expected.Id, 0, BluezoneId.Length), host.Tag.Running!.AdvertisedId);
    }

    [Fact]
    public void An_erased_flash_does_not_start() => Assert.Contains("E9", new Host().Tag.Report.Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData(0x0000, "bootloader")]
    [InlineData(0x0100, "bootloader")]
    [InlineData(0x8005, "table")]
    [InlineData(0x10200, "nanoCLR")]
    public void A_damaged_byte_stops_the_start(int address, string part)
    {
        FlashMemory flash = Images.Whole(ChipModel.All[0], Images.Identity());
        flash.Program(address, [(byte)(flash.Read(address, 1)[0] & (flash.Read(address, 1)[0] - 1))]);
        Assert.Contains(part, BootSequence.Run(flash, ChipModel.All[0]).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_for_the_other_chip_does_not_start()
    {
        var flash = new FlashMemory(0x400000);
        flash.Program(0, Images.App(chipId: 0));
        Assert.Contains("chip 0", BootSequence.Run(flash, ChipModel.Find("c3")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_between_assemblies_hides_what_follows()
    {
        byte[] deploy = [.. Images.Assembly("mscorlib"), .. new byte[40], .. Images.Assembly("BluezoneTag.Tag"), .. new byte[400]];
        Assert.Equal(["mscorlib"], DeploymentScan.Find(deploy));
    }

    [Fact]
    public void An_old_assembly_behind_a_new_image_can_be_found()
    {
        byte[] deploy = [.. Images.Assembly("mscorlib"), .. new byte[124 * 3], .. Images.Assembly("Old"), .. new byte[400]];
        Assert.Equal(["mscorlib", "Old"], DeploymentScan.Find(deploy));
    }

    [Fact]
    public void No_single_wrong_bit_of_the_first_commit_passes()
    {
        byte[] image = Images.Config(Images.IdentityFile(Images.Identity()));
        int end = Array.FindLastIndex(image, 4095, value => value != 0xFF) + 1;
        int[] passed = [.. Enumerable.Range(4 * 8, (end - 4) * 8).Where(bit => IsReadAfter(image, bit))];
        Assert.Empty(passed);
    }

    [Fact]
    public void The_newer_of_the_two_blocks_wins()
    {
        byte[] older = Images.Config(Images.IdentityFile(Images.Identity(1)), revision: 5);
        byte[] newer = Images.Config(Images.IdentityFile(Images.Identity(2)), revision: 6);
        byte[] both = [.. older.Take(4096), .. newer.Take(4096)];
        Assert.Equal(Images.IdentityFile(Images.Identity(2)), LittleFsReader.Mount(both)!.Read("identity.bin"));
        both = [.. newer.Take(4096), .. older.Take(4096)];
        Assert.Equal(Images.IdentityFile(Images.Identity(2)), LittleFsReader.Mount(both)!.Read("identity.bin"));
    }

    [Fact]
    public void A_config_that_does_not_mount_is_formatted_and_the_tag_not_provisioned()
    {
        FlashMemory flash = Images.Whole(ChipModel.All[0], Images.Identity());
        flash.Program(Images.ConfigOffset + 20, [0]);
        BootReport report = BootSequence.Run(flash, ChipModel.All[0]);
        Assert.True(report.IsRunning);
        Assert.Null(report.Identity);
        Assert.All(flash.Read(Images.ConfigOffset, 8192), value => Assert.Equal(0xFF, value));
    }

    [Fact]
    public void Ping_and_target_info_are_answered_after_the_start()
    {
        var host = new Host(flash: Images.Whole(ChipModel.All[0], Images.Identity()));
        host.Line.SetBaud(VirtualTag.ClrBaud);
        host.Line.Sleep(2_000_000);
        host.Line.Discard();
        byte[] ping = Exchange(host, 0x00, Host.Words(0x00010002, 0));
        Assert.Equal(0x8002u, LittleEndian.ReadUInt32(ping, 24));
        Assert.Equal(0x00010000u, LittleEndian.ReadUInt32(ping, 32));
        byte[] target = Exchange(host, 0x20, []);
        Assert.Equal(336u, LittleEndian.ReadUInt32(target, 28));
        Assert.Equal("ESP32_C3", System.Text.Encoding.ASCII.GetString(target, 32 + 144, 8));
    }

    [Fact]
    public void The_usb_lines_choose_the_mode()
    {
        var host = new Host("c3", flash: Images.Whole(ChipModel.All[0], Images.Identity())) { IsUsb = true };
        host.Enter();
        Assert.True(host.Tag.IsInLoader);
        host.RunFromFlash();
        Assert.False(host.Tag.IsInLoader);
        Assert.True(host.Tag.Report.IsRunning);
    }

    [Fact]
    public void The_watchdog_bites_a_usb_session_that_leaves_it_on()
    {
        var host = new Host("c3") { IsUsb = true };
        host.Enter();
        host.Line.Sleep(10_000_000);
        Assert.False(host.Tag.IsInLoader);
        host.Enter();
        Host.AssertOk(host.Ask(0x09, Host.Words(0x600080A8, 0x50D83AA1, 0xFFFFFFFF, 0)));
        Host.AssertOk(host.Ask(0x09, Host.Words(0x60008090, 0, 0xFFFFFFFF, 0)));
        Host.AssertOk(host.Ask(0x09, Host.Words(0x600080B0, 0x8F1D312A, 0xFFFFFFFF, 0)));
        Host.AssertOk(host.Ask(0x09, Host.Words(0x600080AC, 1u << 31, 0xFFFFFFFF, 0)));
        host.Line.Sleep(60_000_000);
        Assert.True(host.Tag.IsInLoader);
    }

    private static bool IsReadAfter(byte[] image, int bit)
    {
        byte[] damaged = image.AsSpan().ToArray();
        damaged[bit / 8] ^= (byte)(1 << (bit % 8));
        return LittleFsReader.Mount(damaged)?.Read("identity.bin") != null;
    }

    private static byte[] Exchange(Host host, uint command, byte[] payload)
    {
        byte[] packet = new byte[32 + payload.Length];
        "NFPKTV1\0"u8.CopyTo(packet);
        LittleEndian.WriteUInt32(packet, 12, payload.Length == 0 ? 0 : DeploymentScan.Crc(0, payload));
        LittleEndian.WriteUInt32(packet, 16, command);
        LittleEndian.WriteUInt16(packet, 20, 1);
        LittleEndian.WriteUInt32(packet, 28, (uint)payload.Length);
        LittleEndian.WriteUInt32(packet, 8, DeploymentScan.Crc(0, packet.AsSpan(0, 32)));
        payload.CopyTo(packet, 32);
        host.Line.Write(packet);
        byte[] answer = new byte[1024];
        int count = 0;
        for (int part = host.Line.Read(answer, 100_000); part > 0; part = host.Line.Read(answer.AsSpan(count), 100_000))
        {
            count += part;
        }

        return answer[..count];
    }
}

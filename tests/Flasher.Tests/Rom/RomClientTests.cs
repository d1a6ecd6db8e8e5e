using System;
using System.Linq;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Rom;

public sealed class RomClientTests
{
    [Fact]
    public void An_unsupported_request_is_recognised_by_the_opcode_of_the_one_before()
    {
        RomClient rom = Connect(new FakeChip(isC3: false));
        rom.ReadRegister(0x40001000);
        Assert.Null(rom.GetSecurityInfo());
    }

    [Fact]
    public void A_stale_error_byte_in_a_success_means_nothing()
    {
        RomClient rom = Connect(new FakeChip(isC3: false));
        Assert.Null(rom.GetSecurityInfo());
        Assert.Equal(0x00F01D83u, rom.ReadRegister(0x40001000));
    }

    [Fact]
    public void The_c3_gets_its_fifth_word_and_the_esp32_does_not()
    {
        foreach (bool isC3 in new[] { true, false })
        {
            RomClient rom = Connect(new FakeChip(isC3));
            rom.AttachFlash();
            rom.Erase(0x10000, 0x1000, 0x1000, isC3);
            Assert.Equal(RomException.InvalidMessage, Assert.Throws<RomException>(() => rom.Erase(0x10000, 0x1000, 0x1000, !isC3)).Error);
        }
    }

    [Fact]
    public void Beyond_2_MB_nothing_is_written_until_the_flash_size_is_set()
    {
        RomClient rom = Connect(new FakeChip(isC3: true));
        rom.AttachFlash();
        Assert.Equal((byte)0x06, Assert.Throws<RomException>(() => rom.Erase(0x200000, 0x1000, 0x1000, true)).Error);
        rom.Erase(0x1FF000, 0x1000, 0x1000, true);
        rom.SetFlashSize(4 * 1024 * 1024);
        rom.Erase(0x200000, 0x1000, 0x1000, true);
    }

    [Fact]
    public void A_flash_id_names_the_size_as_a_power_of_two()
    {
        Assert.Equal(4L << 20, FlashId.SizeBytes(0x1640EF));
        Assert.Equal(2L << 20, FlashId.SizeBytes(0x1540EF));
        Assert.Null(FlashId.SizeBytes(0));
        Assert.Null(FlashId.SizeBytes(0xFFFFFF));
    }

    [Fact]
    public void Timeouts_grow_with_the_work()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), RomTimeouts.Erase(4096));
        Assert.Equal(TimeSpan.FromSeconds(60), RomTimeouts.Erase(2 << 20));
        Assert.Equal(TimeSpan.FromSeconds(3), RomTimeouts.Md5(4096));
        Assert.Equal(TimeSpan.FromSeconds(16), RomTimeouts.Md5(2 << 20));
        Assert.Equal(TimeSpan.FromSeconds(43), RomTimeouts.Data(1 << 20));
    }

    [Fact]
    public void The_expanded_size_of_a_block_is_never_underestimated()
    {
        // Half random, half zeros: the second half is packed into a few bytes.
        byte[] content = new byte[1 << 20];
        new Random(3).NextBytes(content.AsSpan(0, 1 << 19));
        var compressed = new CompressedContent(content);
        int blocks = (compressed.Bytes.Length + 4095) / 4096;
        long[] sizes = [.. Enumerable.Range(0, blocks).Select(one => compressed.ExpandedBytes(one * 4096, Math.Min(compressed.Bytes.Length, (one + 1) * 4096)))];
        Assert.True(sizes.Sum() >= content.Length);
        Assert.True(sizes[^1] >= 1 << 19, $"{sizes[^1]}");
        Assert.True(sizes[1] < 1 << 19, $"{sizes[1]}");
    }

    private static RomClient Connect(FakeChip chip)
    {
        chip.HoldBootButton();
        var bench = new FakeBench(chip);
        var connection = new RomConnection(bench.Open(FakeBench.PortName), bench.Clock, default);
        var rom = new RomClient(connection);
        Assert.True(rom.TrySync());
        return rom;
    }
}

using System;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>The oddities of the mask ROMs, one by one; numbers are sections of the ESP serial protocol facts.</summary>
public sealed class RomLoaderTests
{
    private const int FlashBegin = 0x02;
    private const int FlashData = 0x03;

    public static TheoryData<string> Chips => new("c3-uart", "esp32");

    [Theory]
    [MemberData(nameof(Chips))]
    public void Sync_is_answered_eight_times_in_112_bytes(string chip)
    {
        Host host = New(chip);
        host.EnterByLines();
        host.Line.Discard();
        long before = host.Line.Counts.Received;
        byte[][] replies = host.Ask(Host.Sync, Host.SyncData(), 8);
        Assert.Equal(8, replies.Length);
        Assert.All(replies, reply => Assert.Equal(0x20120707u, LittleEndian.ReadUInt32(reply, 4)));
        Assert.True(host.Line.Counts.Received - before >= 112);
        Assert.All(replies, reply => Assert.Equal(14, SlipDecoder.Encode(reply).Length));
    }

    [Theory]
    [InlineData("c3-uart", 0x1B31506F)]
    [InlineData("esp32", 0x00F01D83)]
    public void The_magic_register_names_the_chip(string chip, uint magic) => Assert.Equal(magic, New(chip).Enter().Register(0x40001000));

    [Fact]
    public void Mac_words_are_where_the_fuses_are()
    {
        Assert.Equal(0x0E000007u, New("c3-uart").Enter().Register(0x60008844));
        Assert.Equal(0x02B2u, New("c3-uart").Enter().Register(0x60008848));
        Assert.Equal(0x0E000007u, New("esp32").Enter().Register(0x3FF5A004));
    }

    [Fact]
    public void Security_info_has_the_chip_id_on_the_c3()
    {
        byte[] reply = Assert.Single(New("c3-uart").Enter().Ask(0x14, []));
        Assert.Equal(8 + 20 + 4, reply.Length);
        Assert.Equal(5u, LittleEndian.ReadUInt32(reply, 8 + 12));
        Assert.Equal(3u, LittleEndian.ReadUInt32(reply, 8 + 16));
    }

    [Theory]
    [InlineData("esp32", 0x14)]
    [InlineData("esp32", 0xD0)]
    [InlineData("c3-uart", 0xD0)]
    public void An_unknown_command_is_answered_in_the_name_of_the_one_before(string chip, int op)
    {
        Host host = New(chip).Enter();
        uint magic = host.Register(0x40001000);
        byte[] reply = Assert.Single(host.Ask(op, []));
        Assert.Equal((Host.ReadRegister, magic, 1, 5), (reply[1], LittleEndian.ReadUInt32(reply, 4), reply[^4], reply[^3]));
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void A_success_carries_the_error_before_it(string chip)
    {
        Host host = New(chip).Enter();
        Assert.Equal((1, 5), host.Status(0x0D, Host.Words(0)));
        Assert.Equal((0, 5), host.Status(0x0D, Host.Words(0, 0)));
    }

    [Theory]
    [InlineData("c3-uart", 4, 1)]
    [InlineData("c3-uart", 5, 0)]
    [InlineData("esp32", 4, 0)]
    [InlineData("esp32", 5, 1)]
    public void The_fifth_word_belongs_to_the_c3(string chip, int words, int status)
    {
        Host host = New(chip).Enter().Attach();
        uint[] all = [0x1000, 4, 0x400, 0x1000, 0];
        Assert.Equal(status, host.Status(FlashBegin, Host.Words(all[..words])).Status);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Two_megabytes_are_all_there_is_before_set_params(string chip)
    {
        Host host = New(chip).Enter();
        Host.AssertOk(host.Ask(0x0D, Host.Words(0, 0)));
        Assert.Equal(0, host.Begin(FlashBegin, 0x1000, 4, 0x400, 0x1FF000).Status);
        Assert.Equal((1, 6), host.Begin(FlashBegin, 0x1000, 4, 0x400, 0x200000));
        host.Attach();
        Assert.Equal(0, host.Begin(FlashBegin, 0x1000, 4, 0x400, 0x200000).Status);
    }

    [Theory]
    [InlineData(0x400, 0)]
    [InlineData(0x1000, 0)]
    [InlineData(0x1800, 0)]
    [InlineData(0x1C00, 1)]
    [InlineData(0x4000, 1)]
    public void Blocks_go_up_to_0x1800(uint blockLength, int status)
    {
        foreach (string chip in new[] { "c3-uart", "esp32" })
        {
            Assert.Equal(status, New(chip).Enter().Attach().Begin(FlashBegin, 0x8000, 1, blockLength, 0).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Nothing_is_written_before_attach(string chip) => Assert.Equal((1, 6), New(chip).Enter().Begin(FlashBegin, 0x1000, 4, 0x400, 0));

    [Theory]
    [MemberData(nameof(Chips))]
    public void A_block_cannot_be_sent_again(string chip)
    {
        Host host = New(chip).Enter().Attach();
        byte[] block = Noise.Bytes(0x400, 1, 1);
        Assert.Equal(0, host.Begin(FlashBegin, 0x1000, 4, 0x400, 0).Status);
        Assert.Equal((1, 7), host.Block(FlashData, 0, block, isDamaged: true));
        Assert.Equal((1, 5), host.Block(FlashData, 0, block));
        Assert.Equal(0, host.Block(FlashData, 1, block).Status);
        Assert.Equal((1, 5), host.Block(FlashData, 1, block));
        Assert.Equal((1, 5), host.Block(FlashData, 3, block));
        Assert.Equal(0, host.Block(FlashData, 2, block).Status);
        Assert.All(host.Flash.Read(0, 0x400), value => Assert.Equal(0xFF, value));
        Assert.Equal(block, host.Flash.Read(0x400, 0x400));
    }

    [Theory]
    [InlineData("c3-uart", 0x400)]
    [InlineData("c3-uart", 0x1000)]
    [InlineData("esp32", 0x400)]
    [InlineData("esp32", 0x1000)]
    public void What_was_sent_compressed_is_in_flash_and_its_md5_is_text(string chip, uint blockLength)
    {
        Host host = New(chip).Enter().Attach();
        byte[] content = [.. Noise.Bytes(20000, 2, 2), .. new byte[50000], .. Noise.Bytes(3333, 2, 3)];
        Assert.Equal(0, host.WriteDeflated(0x10000, content, blockLength).Status);
        Assert.Equal(content, host.Flash.Read(0x10000, content.Length));
#pragma warning disable CA5351
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(content)), host.Md5(0x10000, content.Length));
#pragma warning restore CA5351
    }

    [Fact]
    public void A_stream_with_a_wrong_end_is_refused()
    {
        Host host = New("c3-uart").Enter().Attach();
        byte[] content = Noise.Bytes(0x1000, 3, 3);
        byte[] stream = Host.Deflate(content);
        stream[^1] ^= 1;
        host.Begin(0x10, 0x1000, 2, 0x1800, 0);
        (int Status, int Error)[] answers = [.. stream.Chunk(0x1800).Select((part, i) => host.Block(0x11, (uint)i, part))];
        Assert.Equal((1, RomError.Adler), answers[^1]);
    }

    [Theory]
    [InlineData(0x04)]
    [InlineData(0x12)]
    public void An_end_command_fails_and_the_loader_is_gone(int op)
    {
        Host host = New("c3-uart").Enter().Attach();
        Assert.Equal((1, 6), host.Status(op, Host.Words(1)));
        Assert.Empty(host.Ask(Host.Sync, Host.SyncData()));
        Assert.Equal(8, host.Enter().Ask(Host.Sync, Host.SyncData(), 8).Length);
    }

    [Fact]
    public void The_rate_changes_after_the_reply()
    {
        Host host = New("c3-uart").Enter();
        Host.AssertOk(host.Ask(0x0F, Host.Words(921600, 0)));
        Assert.Empty(host.Ask(Host.ReadRegister, Host.Words(0x40001000)));
        host.Line.SetBaud(921600);
        Assert.Equal(0x1B31506Fu, host.Register(0x40001000));
    }

    [Fact]
    public void Bytes_take_their_time_on_the_line()
    {
        Host host = New("c3-uart").Enter();
        long before = host.Line.NowUs;
        byte[][] replies = host.Ask(Host.ReadRegister, Host.Words(0x40001000));
        int wire = SlipDecoder.Encode(new byte[12]).Length + SlipDecoder.Encode(replies[0]).Length;
        Assert.InRange(host.Line.NowUs - before, wire * 10_000_000L / 115200, ((wire + 2) * 10_000_000L / 115200) + 1);
    }

    [Fact]
    public void Erasing_takes_its_time()
    {
        Host host = New("c3-uart", new VirtualTagOptions { EraseSectorUs = 30_000 }).Enter().Attach();
        long before = host.Line.NowUs;
        Assert.Equal(0, host.Begin(FlashBegin, 0x10000, 16, 0x1000, 0).Status);
        Assert.InRange(host.Line.NowUs - before, 16 * 30_000, (16 * 30_000) + 10_000);
    }

    [Theory]
    [InlineData(2, 0x15)]
    [InlineData(4, 0x16)]
    [InlineData(16, 0x18)]
    public void The_flash_tells_its_size_when_asked_through_its_controller(int megabytes, int capacity)
    {
        foreach ((string chip, uint based, uint user2, uint answer) in
            new[] { ("c3-uart", 0x60002000u, 0x20u, 0x58u), ("esp32", 0x3FF42000u, 0x24u, 0x80u) })
        {
            Host host = New(chip, null, new FlashMemory(megabytes << 20)).Enter();
            Host.AssertOk(host.Ask(0x09, Host.Words(based + user2, (7u << 28) | 0x9F, 0xFFFFFFFF, 0)));
            Host.AssertOk(host.Ask(0x09, Host.Words(based, 1 << 18, 0xFFFFFFFF, 0)));
            Assert.Equal(0u, host.Register(based));
            Assert.Equal((uint)capacity, host.Register(based + answer) >> 16);
        }
    }

    [Fact]
    public void Secure_download_refuses_registers()
    {
        Host host = New("c3-uart", new VirtualTagOptions { SecurityFlags = 4 }).Enter();
        Assert.Equal((1, 5), host.Status(Host.ReadRegister, Host.Words(0x40001000)));
    }

    [Fact]
    public void Protected_flash_is_silent_or_refuses()
    {
        Host host = New("c3-uart").Enter().Attach();
        host.Flash.Protection = WriteProtection.Silent;
        Assert.Equal(0, host.WriteDeflated(0, new byte[5000]).Status);
        Assert.All(host.Flash.Read(0, 5000), value => Assert.Equal(0xFF, value));
        host.Flash.Protection = WriteProtection.Refused;
        Assert.Equal((1, 6), host.WriteDeflated(0, new byte[5000]));
    }

    private static Host New(string chip, VirtualTagOptions? options = null, FlashMemory? flash = null) =>
        new(chip, options, flash) { IsEsp32 = chip == "esp32" };
}

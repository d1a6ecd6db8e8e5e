using System;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>Faults of line and flash, and the RFC 2217 side of a TCP port.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData(true, LinkFaultKind.Drop, 0)]
    [InlineData(true, LinkFaultKind.Duplicate, 2)]
    [InlineData(true, LinkFaultKind.Delay, 1)]
    [InlineData(true, LinkFaultKind.Cut, 0)]
    [InlineData(false, LinkFaultKind.Drop, 0)]
    [InlineData(false, LinkFaultKind.Duplicate, 2)]
    [InlineData(false, LinkFaultKind.Delay, 1)]
    [InlineData(false, LinkFaultKind.Cut, 0)]
    public void A_fault_hits_its_frame_and_no_other(bool isToChip, LinkFaultKind kind, int replies)
    {
        int frame = isToChip ? 2 : 9;
        var options = new VirtualTagOptions { Faults = [new LinkFault(isToChip, frame, kind, DelayUs: 500_000)] };
        Host host = new Host(options: options).Enter();
        Assert.Equal(0x1B31506Fu, host.Register(0x40001000));
        long before = host.Line.NowUs;
        Assert.Equal(replies, host.Ask(Host.ReadRegister, Host.Words(0x40001000), 2).Length);
        Assert.Equal(kind == LinkFaultKind.Cut, host.Tag.IsCut);
        Assert.True(kind != LinkFaultKind.Delay || host.Line.NowUs - before >= 500_000);
        host.Tag.Replug();
        Assert.Equal(0x1B31506Fu, host.Register(0x40001000));
    }

    [Fact]
    public void A_corrupt_block_is_never_taken_as_sent()
    {
        for (int frame = 4; frame < 7; frame++)
        {
            var options = new VirtualTagOptions { Faults = [new LinkFault(true, frame, LinkFaultKind.Corrupt)] };
            Host host = new Host(options: options).Enter().Attach();
            byte[] content = Noise.Bytes(0x1000, 4, frame);
            int status = host.Begin(0x02, 0x1000, 4, 0x400, 0).Status;
            for (uint i = 0; i < 4 && status == 0; i++)
            {
                status = host.Block(0x03, i, content.AsSpan((int)i * 0x400, 0x400).ToArray()).Status;
            }

            Assert.NotEqual(0, status);
        }
    }

    [Fact]
    public void A_stuck_bit_survives_erase_and_write()
    {
        var flash = new FlashMemory(0x200000);
        flash.Stick(0x1234, 3, isOne: false);
        flash.Erase(0x1000, 0x1000);
        Assert.Equal(0xF7, flash.Read(0x1234, 1)[0]);
        flash.Stick(0x1235, 0, isOne: true);
        flash.Program(0x1235, [0]);
        Assert.Equal(1, flash.Read(0x1235, 1)[0]);
    }

    [Fact]
    public void Addresses_beyond_a_small_flash_wrap()
    {
        var flash = new FlashMemory(0x200000);
        flash.Program(0x210000, [0x12]);
        Assert.Equal(0x12, flash.Read(0x10000, 1)[0]);
    }

    [Fact]
    public void Flash_in_a_file_is_there_again_without_being_closed()
    {
        string path = Path.Combine(Path.GetTempPath(), "bluezonetag-" + Guid.NewGuid().ToString("N"));
        try
        {
            using FlashMemory flash = FlashMemory.Open(path, 0x200000);
            flash.Program(0x100, [1, 2, 3]);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = 0x100;
            Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => file.ReadByte()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_of_another_size_is_refused()
    {
        string path = Path.Combine(Path.GetTempPath(), "bluezonetag-" + Guid.NewGuid().ToString("N"));
        try
        {
            File.WriteAllBytes(path, new byte[100]);
            Assert.Throws<InvalidDataException>(() => FlashMemory.Open(path, 0x200000));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Rfc2217_agrees_to_the_com_port_and_carries_lines_and_rate_in_order()
    {
        byte[] data = [];
        string log = string.Empty;
        var session = new Rfc2217Session();
        session.OnData = bytes => (data, log) = ([.. data, .. bytes], log + "d");
        session.OnLines = () => log += session.Rts ? "R" : "r";
        Assert.Equal([255, 251, 44, 255, 253, 44], session.Receive([255, 253, 44, 255, 251, 44]));
        Assert.Equal([255, 250, 44, 101, 0, 14, 16, 0, 255, 240], session.Receive([255, 250, 44, 1, 0, 14, 16, 0, 255, 240]));
        Assert.Equal(921600, session.Baud);
        session.Receive([1, 255, 255, 2, 255, 250, 44, 5, 11, 255, 240, 3]);
        Assert.Equal([1, 255, 2, 3], data);
        Assert.Equal("dRd", log);
        Assert.True(session.Rts);
        Assert.Equal([1, 255, 255], session.Encode([1, 255]));
    }

    [Fact]
    public void A_connection_that_does_not_begin_with_telnet_is_raw()
    {
        byte[] data = [];
        var session = new Rfc2217Session { OnData = bytes => data = bytes };
        Assert.Empty(session.Receive([0xC0, 255, 253, 44]));
        Assert.Equal([0xC0, 255, 253, 44], data);
        Assert.Equal([255], session.Encode([255]));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>Just enough of a host to talk to a virtual tag: what it sends is written out by hand from the fact sheet.</summary>
internal sealed class Host
{
    public const int ReadRegister = 0x0A;
    public const int Sync = 0x08;

    private const long TimeoutUs = 3_000_000;

    private readonly SlipDecoder _slip = new();

    public Host(string chip = "c3-uart", VirtualTagOptions? options = null, FlashMemory? flash = null)
    {
        Flash = flash ?? new FlashMemory(0x400000);
        Tag = new VirtualTag((options ?? new VirtualTagOptions()) with { Chip = ChipModel.Find(chip), Number = 7 }, Flash);
        Line = new VirtualLine(Tag, usbBaud: 921600);
    }

    public FlashMemory Flash { get; }

    public VirtualTag Tag { get; }

    public VirtualLine Line { get; }

    /// <summary>Into the loader, by the lines of the fact sheet, and synced.</summary>
    public Host Enter()
    {
        EnterByLines();
        byte[][] replies = Ask(Sync, SyncData(), 8);
        Assert.Equal(8, replies.Length);
        return this;
    }

    public void EnterByLines()
    {
        (bool Dtr, bool Rts, int Ms)[] steps = Tag.ChipBaud == 0 && !Tag.IsInLoader && IsUsb
            ? [(false, false, 100), (true, false, 100), (true, true, 0), (false, true, 100), (false, false, 0)]
            : [(false, false, 0), (true, true, 0), (false, true, 100), (true, false, 50), (false, false, 0)];
        foreach ((bool dtr, bool rts, int ms) in steps)
        {
            Line.SetLines(dtr, rts);
            Line.Sleep(ms * 1000L);
        }
    }

    public bool IsUsb { get; init; }

    /// <summary>SPI_ATTACH and SPI_SET_PARAMS.</summary>
    public Host Attach(uint length = 0x400000)
    {
        AssertOk(Ask(0x0D, Words(0, 0)));
        AssertOk(Ask(0x0B, Words(0, length, 0x10000, 0x1000, 0x100, 0xFFFF)));
        return this;
    }

    public void RunFromFlash()
    {
        Line.SetLines(false, true);
        Line.Sleep(100_000);
        Line.SetLines(false, false);
        Line.Sleep(500_000);
    }

    /// <summary>Sends a request; the bodies of the replies that came.</summary>
    public byte[][] Ask(int op, byte[] data, int expected = 1, uint checksum = 0)
    {
        Line.Discard();
        byte[] packet = new byte[8 + data.Length];
        packet[1] = (byte)op;
        LittleEndian.WriteUInt16(packet, 2, data.Length);
        LittleEndian.WriteUInt32(packet, 4, checksum);
        data.CopyTo(packet, 8);
        Line.Write(SlipDecoder.Encode(packet));
        return Collect(expected);
    }

    /// <summary>Status and error of the one reply.</summary>
    public (int Status, int Error) Status(int op, byte[] data, uint checksum = 0)
    {
        byte[] reply = Assert.Single(Ask(op, data, 1, checksum));
        return (reply[^4], reply[^3]);
    }

    public uint Register(uint address)
    {
        byte[] reply = Assert.Single(Ask(ReadRegister, Words(address)));
        Assert.Equal(0, reply[^4]);
        return LittleEndian.ReadUInt32(reply, 4);
    }

    public (int Status, int Error) Block(int op, uint number, byte[] payload, bool isDamaged = false)
    {
        byte sum = 0xEF;
        foreach (byte value in payload)
        {
            sum ^= value;
        }

        return Status(op, [.. Words((uint)payload.Length, number, 0, 0), .. payload], (uint)(isDamaged ? sum ^ 1 : sum));
    }

    public (int Status, int Error) Begin(int op, uint length, uint blocks, uint blockLength, uint offset)
    {
        byte[] words = Tag.Mac.Length > 0 && IsEsp32 ? Words(length, blocks, blockLength, offset) : Words(length, blocks, blockLength, offset, 0);
        return Status(op, words);
    }

    public bool IsEsp32 { get; init; }

    /// <summary>Writes compressed in blocks; the status of the last answer.</summary>
    public (int Status, int Error) WriteDeflated(uint offset, byte[] content, uint blockLength = 0x1000)
    {
        byte[] stream = Deflate(content);
        uint blocks = (uint)((stream.Length + blockLength - 1) / blockLength);
        uint rounded = (uint)((content.Length + blockLength - 1) / blockLength * blockLength);
        (int Status, int Error) status = Begin(0x10, rounded, blocks, blockLength, offset);
        for (uint i = 0; i < blocks && status.Status == 0; i++)
        {
            status = Block(0x11, i, stream.AsSpan((int)(i * blockLength)).ToArray().Take((int)blockLength).ToArray());
        }

        return status;
    }

    public string Md5(uint offset, int length)
    {
        byte[] reply = Assert.Single(Ask(0x13, Words(offset, (uint)length, 0, 0)));
        return System.Text.Encoding.ASCII.GetString(reply, 8, reply.Length - 12);
    }

    public byte[][] Collect(int expected)
    {
        var frames = new List<byte[]>();
        byte[] buffer = new byte[256];
        for (int count = Line.Read(buffer, TimeoutUs); count > 0 && frames.Count < expected; count = frames.Count < expected ? Line.Read(buffer, TimeoutUs) : 0)
        {
            frames.AddRange(buffer.Take(count).Select(_slip.Push).OfType<byte[]>());
        }

        return [.. frames];
    }

    public static byte[] SyncData() => [0x07, 0x07, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)];

    public static byte[] Words(params uint[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    public static byte[] Deflate(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.SmallestSize))
        {
            zlib.Write(content);
        }

        return memory.ToArray();
    }

    public static void AssertOk(byte[][] replies) => Assert.Equal(0, Assert.Single(replies)[^4]);
}

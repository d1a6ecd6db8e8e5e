using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>
/// A chip with its mask ROM as the fact sheet describes it, odd habits included: fifth word, stale error bytes, the previous opcode
/// in replies to unsupported requests, 2 MB until told otherwise, nothing resendable, MD5 as text. Flash is NOR: writing only
/// clears bits.
/// </summary>
public sealed class FakeChip
{
    public const int FlashBytes = 4 * 1024 * 1024;
    private const uint SpiUserStart = 1u << 18;
    private static readonly byte[] Garbage = MakeGarbage();
    private readonly bool _isC3;
    private readonly Dictionary<uint, uint> _registers = [];
    private readonly List<byte> _frame = [];
    private readonly List<byte> _stream = [];
    private bool _isInFrame;
    private bool _isAttached;
    private uint _believedFlashBytes;
    private byte _lastOpcode;
    private byte _lastError;
    private uint _lastValue;
    private uint _expectedSequence;
    private uint _blocks;
    private uint _writeOffset;
    private bool _isDeflating;
    private bool _bootPinLow;
    private bool _isHeldInReset;

    public FakeChip(bool isC3, bool isUsb = false, byte capacity = 0x16, byte[]? memory = null)
    {
        Flash = memory ?? new byte[FlashBytes];
        Garbage.CopyTo(Flash, 0);
        _isC3 = isC3;
        IsUsb = isUsb;
        Capacity = capacity;
        Boot(toLoader: false);
    }

    public byte[] Flash { get; }

    public bool IsUsb { get; }

    public byte Capacity { get; }

    public uint SecurityFlags { get; set; }

    public ulong Mac { get; set; } = 0x7CDFA1112233;

    public bool IsInLoader { get; private set; }

    public int Baud { get; private set; }

    public int ApplicationStarts { get; private set; }

    public int Erases { get; private set; }

    public bool RefusesBaudChange { get; set; }

    public uint LargestBlock { get; set; } = 0x1800;

    /// <summary>Flash that lost a bit: this byte can never be programmed.</summary>
    public int WornByte { get; set; } = -1;

    public List<uint> BlockSizes { get; } = [];

    public List<uint> WriteOffsets { get; } = [];

    public bool WatchdogsAreOff => Register(0x60008090) == 0 && (Register(0x600080AC) >> 31) == 1;

    /// <summary>What the application says to bytes it receives; nothing by default.</summary>
    public Func<byte[], byte[]> Application { get; set; } = _ => [];

    /// <summary>The modem lines changed: asserted means low at the chip.</summary>
    public void SetLines(bool dtr, bool rts)
    {
        // Two transistors: both asserted pull nothing. The USB device remembers DTR as the boot choice.
        bool reset = IsUsb ? rts : rts && !dtr;
        if (IsUsb)
        {
            _bootPinLow = dtr && !rts ? true : !dtr && !rts && !_isHeldInReset ? false : _bootPinLow;
        }
        else
        {
            _bootPinLow = dtr && !rts;
        }

        if (_isHeldInReset && !reset)
        {
            Boot(_bootPinLow);
            _bootPinLow = false;
        }

        _isHeldInReset = reset;
    }

    /// <summary>A reset that nobody asked for.</summary>
    public void Brownout() => Boot(toLoader: false);

    public void HoldBootButton() => Boot(toLoader: true);

    /// <summary>Takes bytes from the wire; the frames it answers with.</summary>
    public List<byte[]> Receive(ReadOnlySpan<byte> bytes)
    {
        List<byte[]> replies = [];
        if (!IsInLoader)
        {
            byte[] answer = Application(bytes.ToArray());
            return answer.Length > 0 ? [answer] : [];
        }

        foreach (byte one in bytes)
        {
            if (one != 0xC0)
            {
                if (_isInFrame)
                {
                    _frame.Add(one);
                }

                continue;
            }

            if (_isInFrame && _frame.Count > 0)
            {
                byte[]? body = Unescape(_frame);
                _isInFrame = false;
                _frame.Clear();
                if (body != null)
                {
                    replies.AddRange(Execute(body).Select(Escape));
                }
            }
            else
            {
                _isInFrame = true;
            }
        }

        return replies;
    }

    // A flash from another life.
    private static byte[] MakeGarbage()
    {
        byte[] bytes = new byte[FlashBytes];
        new Random(4).NextBytes(bytes);
        return bytes;
    }

    private static byte[]? Unescape(List<byte> frame)
    {
        List<byte> body = [];
        for (int i = 0; i < frame.Count; i++)
        {
            if (frame[i] != 0xDB)
            {
                body.Add(frame[i]);
            }
            else if (++i < frame.Count && frame[i] is 0xDC or 0xDD)
            {
                body.Add(frame[i] == 0xDC ? (byte)0xC0 : (byte)0xDB);
            }
            else
            {
                return null;
            }
        }

        return [.. body];
    }

    private static byte[] Escape(byte[] body)
    {
        List<byte> frame = [0xC0];
        foreach (byte one in body)
        {
            frame.AddRange(one == 0xC0 ? [0xDB, 0xDC] : one == 0xDB ? [0xDB, 0xDD] : [one]);
        }

        frame.Add(0xC0);
        return [.. frame];
    }

    private static uint Word(byte[] body, int index) => BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(8 + (4 * index)));

    private void Boot(bool toLoader)
    {
        IsInLoader = toLoader;
        ApplicationStarts += toLoader ? 0 : 1;
        Baud = 115200;
        _isInFrame = false;
        _frame.Clear();
        _isAttached = false;
        _believedFlashBytes = 2 * 1024 * 1024;
        _registers.Clear();
        _registers[0x40001000] = _isC3 ? 0x1B31506Fu : 0x00F01D83u;
        _registers[_isC3 ? 0x60008844u : 0x3FF5A004u] = (uint)Mac;
        _registers[_isC3 ? 0x60008848u : 0x3FF5A008u] = 0xABCD0000 | (uint)(Mac >> 32);
        _registers[0x3FCDF07C] = IsUsb ? 0xFFFFFF03 : 0u;
        _registers[0x60008090] = 1;
        _isDeflating = false;
        _lastError = 0;
        _lastOpcode = 0;
    }

    private uint Register(uint address) => _registers.GetValueOrDefault(address);

    private List<byte[]> Execute(byte[] body)
    {
        if (body.Length < 8 || body[0] != 0 || BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(2)) != body.Length - 8)
        {
            return [Reply(_lastOpcode, _lastValue, [], 1, 5)];
        }

        byte opcode = body[1];
        switch (opcode)
        {
            case 0x08 when body.Length == 44:
                return [.. Enumerable.Repeat(Done(opcode, 0x20120707), 8)];
            case 0x0A when body.Length == 12:
                return [Done(opcode, Register(Word(body, 0)))];
            case 0x09 when body.Length == 24:
                WriteRegister(Word(body, 0), Word(body, 1), Word(body, 2));
                return [Done(opcode)];
            case 0x0D when body.Length == 16:
                _isAttached = true;
                return [Done(opcode)];
            case 0x0B when body.Length == 32:
                _believedFlashBytes = Word(body, 1);
                return [Done(opcode)];
            case 0x0F when body.Length == 16:
                return ChangeBaud(opcode, (int)Word(body, 0));
            case 0x14 when body.Length == 8 && _isC3:
                return [Done(opcode, 0, SecurityInfo())];
            case 0x13 when body.Length == 24:
                return [Md5(opcode, Word(body, 0), Word(body, 1))];
            case 0x02 or 0x10 when body.Length == (_isC3 ? 28 : 24):
                return [Begin(opcode, body)];
            case 0x11 when body.Length >= 24:
                return [Data(opcode, body)];
            default:
                return [Unsupported(opcode)];
        }
    }

    // One reply, with opcode and value of the command before.
    private byte[] Unsupported(byte opcode)
    {
        if (opcode is 0x02 or 0x10 or 0x11 or 0x13)
        {
            return Fail(opcode, 5);
        }

        _lastError = 5;
        return Reply(_lastOpcode, _lastValue, [], 1, 5);
    }

    private byte[] Done(byte opcode, uint value = 0, byte[]? data = null)
    {
        _lastOpcode = opcode;
        _lastValue = value;
        return Reply(opcode, value, data ?? [], 0, _lastError);
    }

    private byte[] Fail(byte opcode, byte error)
    {
        _lastOpcode = opcode;
        _lastError = error;
        return Reply(opcode, 0, [], 1, error);
    }

    private byte[] Reply(byte opcode, uint value, byte[] data, byte status, byte error)
    {
        byte[] reply = new byte[12 + data.Length];
        reply[0] = 1;
        reply[1] = opcode;
        BinaryPrimitives.WriteUInt16LittleEndian(reply.AsSpan(2), (ushort)(data.Length + 4));
        BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(4), value);
        data.CopyTo(reply, 8);
        reply[^4] = status;
        reply[^3] = error;
        reply[^2] = _lastError;
        reply[^1] = 0x5A;
        return reply;
    }

    private byte[] SecurityInfo()
    {
        byte[] info = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(info, SecurityFlags);
        info[12] = 5;
        info[16] = 3;
        return info;
    }

    private void WriteRegister(uint address, uint value, uint mask)
    {
        _registers[address] = (Register(address) & ~mask) | (value & mask);
        (uint spi, uint user2, uint data) = _isC3 ? (0x60002000u, 0x60002020u, 0x60002058u) : (0x3FF42000u, 0x3FF42024u, 0x3FF42080u);
        if (address == spi && (value & SpiUserStart) != 0)
        {
            _registers[data] = _isAttached && (Register(user2) & 0xFF) == 0x9F ? 0x0040EFu | ((uint)Capacity << 16) : 0;
            _registers[spi] = 0;
        }

        if (_isC3 && address == 0x60008090 && value >> 31 == 1)
        {
            Boot(toLoader: false);
        }
    }

    private List<byte[]> ChangeBaud(byte opcode, int baud)
    {
        byte[] reply = Done(opcode);
        if (!RefusesBaudChange)
        {
            Baud = baud;
        }
        else
        {
            Baud = 1;
        }

        return [reply];
    }

    private byte[] Md5(byte opcode, uint offset, uint length)
    {
        if (!_isAttached || (ulong)offset + length > FlashBytes)
        {
            return Fail(opcode, 9);
        }

#pragma warning disable CA5351
        string text = Convert.ToHexStringLower(MD5.HashData(Flash.AsSpan((int)offset, (int)length)));
#pragma warning restore CA5351
        return Done(opcode, 0, Encoding.ASCII.GetBytes(text));
    }

    private byte[] Begin(byte opcode, byte[] body)
    {
        uint size = Word(body, 0);
        uint blockSize = Word(body, 2);
        uint offset = Word(body, 3);
        _isDeflating = false;
        if (blockSize > LargestBlock || blockSize == 0)
        {
            return Fail(opcode, 5);
        }

        if (!_isAttached || offset >= _believedFlashBytes || offset >= FlashBytes || offset % 4096 != 0)
        {
            return Fail(opcode, 6);
        }

        long end = Math.Min(FlashBytes, (long)offset + ((size + 4095L) / 4096 * 4096));
        Flash.AsSpan((int)offset, (int)(end - offset)).Fill(0xFF);
        Erases++;
        BlockSizes.Add(blockSize);
        if (opcode == 0x10)
        {
            WriteOffsets.Add(offset);
        }

        _isDeflating = opcode == 0x10;
        _stream.Clear();
        _expectedSequence = 0;
        _blocks = Word(body, 1);
        _writeOffset = offset;
        return Done(opcode);
    }

    private byte[] Data(byte opcode, byte[] body)
    {
        uint length = Word(body, 0);
        uint sequence = Word(body, 1);
        if (!_isDeflating || length != body.Length - 24 || sequence != _expectedSequence)
        {
            return Fail(opcode, 5);
        }

        // The counter moves on before the checksum is looked at: a bad block cannot be sent again.
        _expectedSequence++;
        byte checksum = body.AsSpan(24).ToArray().Aggregate((byte)0xEF, (sum, one) => (byte)(sum ^ one));
        if (checksum != BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(4)))
        {
            return Fail(opcode, 7);
        }

        _stream.AddRange(body.AsSpan(24));
        return _expectedSequence < _blocks || TryProgram() ? Done(opcode) : Fail(opcode, 0x0B);
    }

    private bool TryProgram()
    {
        try
        {
            using var content = new MemoryStream();
            using var zlib = new ZLibStream(new MemoryStream([.. _stream]), CompressionMode.Decompress);
            zlib.CopyTo(content);
            byte[] bytes = content.ToArray();
            for (int i = 0; i < bytes.Length && _writeOffset + i < FlashBytes; i++)
            {
                Flash[_writeOffset + i] &= bytes[i];
            }

            if (WornByte >= 0)
            {
                Flash[WornByte] = 0xA5;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// The serial loader in mask ROM: one request packet in, its replies out. Every oddity of docs/virtual-tags.md is here; the numbers in
/// comments are sections of the ESP serial protocol facts named there. After a *_END or MEM_END it is gone until the next reset.
/// </summary>
public sealed class RomLoader
{
    // 3: what the ROM takes the flash to be before SPI_SET_PARAMS.
    private const uint DefaultFlashLength = 0x200000;

    // 4: accepted up to here, refused from 0x1C00 on.
    private const uint MaxBlockLength = 0x1800;

    private const int RequestHeaderLength = 8;
    private const int SyncReplies = 8;
    private const uint SyncValue = 0x20120707;
    private const uint SecureDownload = 1 << 2;
    private const int MaxMd5Length = 0x1000000;

    private static readonly byte[] SyncData = [0x07, 0x07, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)];

    private readonly ChipModel _chip;
    private readonly FlashMemory _flash;
    private readonly RegisterFile _registers;
    private readonly long _eraseSectorUs;
    private readonly uint _securityFlags;
    private DataSession? _flashSession;
    private DataSession? _deflateSession;
    private DataSession? _memorySession;
    private uint _declaredLength = DefaultFlashLength;
    private bool _isAttached;
    private byte _staleError;
    private byte _previousOp;
    private uint _previousValue;
    private uint _value;
    private long _busyUs;
    private byte[] _extra = [];

    /// <summary>A loader just after reset.</summary>
    public RomLoader(ChipModel chip, FlashMemory flash, RegisterFile registers, long eraseSectorUs, uint securityFlags)
    {
        _chip = chip;
        _flash = flash;
        _registers = registers;
        _eraseSectorUs = eraseSectorUs;
        _securityFlags = securityFlags;
    }

    /// <summary>False once it has left for good.</summary>
    public bool IsListening { get; private set; } = true;

    /// <summary>Rate asked for by the last CHANGE_BAUDRATE, in force once its reply is out; 0 for none.</summary>
    public int NewBaud { get; private set; }

    /// <summary>Whether a valid SYNC has come since the reset.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>Handles the body of one SLIP frame. What is no request packet at all is not answered.</summary>
    public IReadOnlyList<RomReply> Handle(byte[] packet)
    {
        if (!IsListening || packet.Length < RequestHeaderLength || packet[0] != 0)
        {
            return [];
        }

        _value = 0;
        _busyUs = 0;
        _extra = [];
        byte op = packet[1];
        byte[] data = packet.AsSpan(RequestHeaderLength).ToArray();
        if (!IsKnown(op))
        {
            // 2: the reply carries the opcode and the value of the command before.
            return [Reply(_previousOp, _previousValue, RomError.InvalidMessage)];
        }

        byte error = LittleEndian.ReadUInt16(packet, 2) == data.Length
            ? Run((RomOpcode)op, data, LittleEndian.ReadUInt32(packet, 4))
            : RomError.InvalidMessage;
        _previousOp = op;
        _previousValue = _value;
        RomReply reply = Reply(op, _value, error);
        bool isSync = op == (byte)RomOpcode.Sync && error == RomError.None;
        return isSync ? [.. Enumerable.Repeat(reply, SyncReplies)] : [reply];
    }

    private bool IsKnown(byte op) => (RomOpcode)op switch
    {
        RomOpcode.GetSecurityInfo => _chip.HasSecurityInfo,
        RomOpcode.ReadRegister or RomOpcode.WriteRegister or RomOpcode.MemBegin or RomOpcode.MemData or RomOpcode.MemEnd => !IsSecureDownload,
        _ => Enum.IsDefined((RomOpcode)op),
    };

    private bool IsSecureDownload => (_securityFlags & SecureDownload) != 0;

    private byte Run(RomOpcode op, byte[] data, uint checksum) => op switch
    {
        RomOpcode.Sync => Sync(data),
        RomOpcode.ReadRegister => ReadRegister(data),
        RomOpcode.WriteRegister => WriteRegister(data),
        RomOpcode.SpiAttach => Attach(data),
        RomOpcode.SpiSetParameters => SetParameters(data),
        RomOpcode.FlashBegin or RomOpcode.DeflateBegin => Begin(op, data),
        RomOpcode.FlashData => _flashSession?.Take(data, checksum) ?? RomError.InvalidMessage,
        RomOpcode.DeflateData => _deflateSession?.Take(data, checksum) ?? RomError.InvalidMessage,
        RomOpcode.FlashEnd or RomOpcode.DeflateEnd => Leave(RomError.FailedToAct),
        RomOpcode.FlashMd5 => Md5(data),
        RomOpcode.ChangeBaudRate => ChangeBaud(data),
        RomOpcode.GetSecurityInfo => SecurityInfo(),
        RomOpcode.MemBegin => MemoryBegin(data),
        RomOpcode.MemData => _memorySession?.Take(data, checksum) ?? RomError.InvalidMessage,
        RomOpcode.MemEnd => _memorySession == null ? RomError.InvalidMessage : Leave(RomError.None),
        _ => RomError.InvalidMessage,
    };

    private byte Sync(byte[] data)
    {
        if (!data.AsSpan().SequenceEqual(SyncData))
        {
            return RomError.InvalidMessage;
        }

        IsSynced = true;
        _value = SyncValue;
        return RomError.None;
    }

    private byte ReadRegister(byte[] data)
    {
        if (data.Length != 4)
        {
            return RomError.InvalidMessage;
        }

        _value = _registers.Read(LittleEndian.ReadUInt32(data, 0));
        return RomError.None;
    }

    private byte WriteRegister(byte[] data)
    {
        // Several register writes may come in one request.
        if (data.Length == 0 || data.Length % 16 != 0)
        {
            return RomError.InvalidMessage;
        }

        for (int at = 0; at < data.Length; at += 16)
        {
            _registers.Write(LittleEndian.ReadUInt32(data, at), LittleEndian.ReadUInt32(data, at + 4), LittleEndian.ReadUInt32(data, at + 8));
            _busyUs += LittleEndian.ReadUInt32(data, at + 12);
        }

        return RomError.None;
    }

    private byte Attach(byte[] data)
    {
        if (data.Length != 8)
        {
            return RomError.InvalidMessage;
        }

        _isAttached = true;
        return RomError.None;
    }

    private byte SetParameters(byte[] data)
    {
        if (data.Length != 24)
        {
            return RomError.InvalidMessage;
        }

        _declaredLength = LittleEndian.ReadUInt32(data, 4);
        return RomError.None;
    }

    private byte Begin(RomOpcode op, byte[] data)
    {
        if (data.Length != _chip.BeginWords * 4)
        {
            return RomError.InvalidMessage;
        }

        uint length = LittleEndian.ReadUInt32(data, 0);
        uint blockCount = LittleEndian.ReadUInt32(data, 4);
        uint blockLength = LittleEndian.ReadUInt32(data, 8);
        uint address = LittleEndian.ReadUInt32(data, 12);
        _flashSession = null;
        _deflateSession = null;
        if (blockLength is 0 or > MaxBlockLength)
        {
            return RomError.InvalidMessage;
        }

        if (!_isAttached || (ulong)address + length > _declaredLength || _flash.Protection == WriteProtection.Refused)
        {
            return RomError.FailedToAct;
        }

        _busyUs = length == 0 ? 0 : _flash.Erase(address, length) * _eraseSectorUs;
        _flashSession = op == RomOpcode.FlashBegin ? new FlashSession(_flash, address, blockCount, blockLength) : null;
        _deflateSession = op == RomOpcode.DeflateBegin ? new DeflateSession(_flash, address, length, blockCount, blockLength) : null;
        return RomError.None;
    }

    private byte Md5(byte[] data)
    {
        if (data.Length != 16)
        {
            return RomError.InvalidMessage;
        }

        uint address = LittleEndian.ReadUInt32(data, 0);
        uint length = LittleEndian.ReadUInt32(data, 4);
        if (!_isAttached || length > MaxMd5Length)
        {
            return RomError.FailedToAct;
        }

#pragma warning disable CA5351 // The ROM's own check against slips on the line, not against an attacker.
        _extra = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(MD5.HashData(_flash.Read(address, (int)length))));
#pragma warning restore CA5351
        return RomError.None;
    }

    private byte ChangeBaud(byte[] data)
    {
        if (data.Length != 8)
        {
            return RomError.InvalidMessage;
        }

        NewBaud = (int)LittleEndian.ReadUInt32(data, 0);
        return RomError.None;
    }

    private byte SecurityInfo()
    {
        const uint ApiVersion = 3;
        _extra = new byte[20];
        LittleEndian.WriteUInt32(_extra, 0, _securityFlags);
        LittleEndian.WriteUInt32(_extra, 12, (uint)_chip.ChipId);
        LittleEndian.WriteUInt32(_extra, 16, ApiVersion);
        return RomError.None;
    }

    private byte MemoryBegin(byte[] data)
    {
        if (data.Length != 16)
        {
            return RomError.InvalidMessage;
        }

        uint blockLength = LittleEndian.ReadUInt32(data, 8);
        if (blockLength is 0 or > MaxBlockLength)
        {
            return RomError.BadRamSize;
        }

        _memorySession = new DataSession(LittleEndian.ReadUInt32(data, 4), blockLength);
        return RomError.None;
    }

    private byte Leave(byte error)
    {
        IsListening = false;
        return error;
    }

    // 2: four status bytes; of a success only the first means anything, the second is the last error there was.
    private RomReply Reply(byte op, uint value, byte error)
    {
        _staleError = error == RomError.None ? _staleError : error;
        byte[] extra = error == RomError.None ? _extra : [];
        byte[] packet = new byte[RequestHeaderLength + extra.Length + 4];
        packet[0] = 1;
        packet[1] = op;
        LittleEndian.WriteUInt16(packet, 2, extra.Length + 4);
        LittleEndian.WriteUInt32(packet, 4, value);
        extra.CopyTo(packet, RequestHeaderLength);
        packet[^4] = (byte)(error == RomError.None ? 0 : 1);
        packet[^3] = _staleError;
        return new RomReply(packet, _busyUs);
    }
}

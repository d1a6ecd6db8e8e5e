using System;
using System.Collections.Generic;
using System.Text;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// nanoCLR's side of the wire protocol, as much as a flasher asks: Ping, TargetInfo and Reboot; everything else gets a NACK. CRC-32 is on,
/// packets go up to 1024 bytes. Bytes that begin no marker are skipped.
/// </summary>
public sealed class WireResponder
{
    private const int HeaderLength = 32;
    private const int MaxPayload = 1024;
    private const int Ping = 0x00;
    private const int Reboot = 0x07;
    private const int TargetInfo = 0x20;
    private const int TargetInfoLength = 336;
    private const int FlagReply = 0x0002;
    private const int FlagBadHeader = 0x0004;
    private const int FlagBadPayload = 0x0008;
    private const int FlagNack = 0x4000;
    private const int FlagAck = 0x8000;
    private const uint SourceClr = 0x00010000;
    private const uint CapabilityCrc = 0x10;
    private const uint Packet1024 = 0x100;

    private static readonly byte[] Marker = "NFPKTV1\0"u8.ToArray();

    private readonly string _targetName;
    private readonly int[] _version;
    private readonly List<byte> _buffer = new();
    private int _sequence;

    /// <summary><paramref name="version"/>: four parts that nanoCLR reports as its own.</summary>
    public WireResponder(string targetName, int[] version)
    {
        _targetName = targetName;
        _version = version;
    }

    /// <summary>Set once a host has asked for a restart.</summary>
    public bool IsRebootWanted { get; private set; }

    /// <summary>Takes one byte; a reply packet when it completed a request, else null.</summary>
    public byte[]? Push(byte value)
    {
        _buffer.Add(value);
        if (_buffer.Count <= Marker.Length)
        {
            if (value != Marker[_buffer.Count - 1])
            {
                _buffer.Clear();
                if (value == Marker[0])
                {
                    _buffer.Add(value);
                }
            }

            return null;
        }

        if (_buffer.Count < HeaderLength)
        {
            return null;
        }

        byte[] packet = _buffer.ToArray();
        uint length = LittleEndian.ReadUInt32(packet, 28);
        if (!IsHeaderGood(packet) || length > MaxPayload)
        {
            _buffer.Clear();
            return Build(0, 0, FlagReply | FlagNack | FlagBadHeader, []);
        }

        if (packet.Length < HeaderLength + length)
        {
            return null;
        }

        _buffer.Clear();
        return Answer(packet, packet.AsSpan(HeaderLength));
    }

    private static bool IsHeaderGood(byte[] packet)
    {
        byte[] header = packet.AsSpan(0, HeaderLength).ToArray();
        uint crc = LittleEndian.ReadUInt32(header, 8);
        LittleEndian.WriteUInt32(header, 8, 0);
        return DeploymentScan.Crc(0, header) == crc;
    }

    private byte[] Answer(byte[] packet, ReadOnlySpan<byte> payload)
    {
        uint expected = LittleEndian.ReadUInt32(packet, 12);
        if (expected != (payload.Length == 0 ? 0 : DeploymentScan.Crc(0, payload)))
        {
            return Build(0, 0, FlagReply | FlagNack | FlagBadPayload, []);
        }

        uint command = LittleEndian.ReadUInt32(packet, 16);
        int sequence = LittleEndian.ReadUInt16(packet, 20);
        byte[]? answer = Run(command, payload);
        return Build(command, sequence, FlagReply | (answer == null ? FlagNack : FlagAck), answer ?? []);
    }

    private byte[]? Run(uint command, ReadOnlySpan<byte> payload)
    {
        switch (command)
        {
            case Ping when payload.Length == 8:
                byte[] reply = new byte[8];
                LittleEndian.WriteUInt32(reply, 0, SourceClr);
                LittleEndian.WriteUInt32(reply, 4, CapabilityCrc | Packet1024);
                return reply;
            case TargetInfo:
                return Target();
            case Reboot:
                IsRebootWanted = true;
                return [];
            default:
                return null;
        }
    }

    // Booter version, CLR version, info[128], target name[32], platform name[32], platform info[128].
    private byte[] Target()
    {
        byte[] reply = new byte[TargetInfoLength];
        for (int i = 0; i < 4; i++)
        {
            LittleEndian.WriteUInt16(reply, 8 + (i * 2), _version[i]);
        }

        Encoding.ASCII.GetBytes("virtual tag").CopyTo(reply, 16);
        Encoding.ASCII.GetBytes(_targetName).CopyTo(reply, 144);
        Encoding.ASCII.GetBytes("ESP32").CopyTo(reply, 176);
        return reply;
    }

    private byte[] Build(uint command, int replyTo, int flags, byte[] payload)
    {
        byte[] packet = new byte[HeaderLength + payload.Length];
        Marker.CopyTo(packet, 0);
        LittleEndian.WriteUInt32(packet, 12, payload.Length == 0 ? 0 : DeploymentScan.Crc(0, payload));
        LittleEndian.WriteUInt32(packet, 16, command);
        LittleEndian.WriteUInt16(packet, 20, ++_sequence & 0xFFFF);
        LittleEndian.WriteUInt16(packet, 22, replyTo);
        LittleEndian.WriteUInt32(packet, 24, (uint)flags);
        LittleEndian.WriteUInt32(packet, 28, (uint)payload.Length);
        LittleEndian.WriteUInt32(packet, 8, DeploymentScan.Crc(0, packet.AsSpan(0, HeaderLength)));
        payload.CopyTo(packet, HeaderLength);
        return packet;
    }
}

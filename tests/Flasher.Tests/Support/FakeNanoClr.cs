using System;
using System.Buffers.Binary;
using System.Text;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>A started nanoCLR as the fact sheet describes it: answers Ping and TargetInfo, says something else before.</summary>
public sealed class FakeNanoClr
{
    public bool HasCrc { get; init; } = true;

    public string Target { get; init; } = "ESP32_C3";

    public ushort[] Version { get; init; } = [1, 12, 0, 55];

    /// <summary>Text in front of each reply.</summary>
    public string Chatter { get; init; } = "NFPKTV1 no, only boot text NFPK\r\n";

    public int Requests { get; private set; }

    public byte[] Answer(byte[] request)
    {
        Requests++;
        if (request.Length < 32 || !request.AsSpan(0, 8).SequenceEqual("NFPKTV1\0"u8) || !IsCrcRight(request))
        {
            return [];
        }

        uint command = BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(16));
        byte[] payload = command switch
        {
            0x00 => [0, 0, 1, 0, HasCrc ? (byte)0x10 : (byte)0, 0, 4, 0],
            0x20 => TargetInfo(),
            _ => [],
        };
        return [.. Encoding.ASCII.GetBytes(Chatter), .. Reply(command, request.AsSpan(20, 2), payload)];
    }

    private bool IsCrcRight(byte[] request)
    {
        byte[] header = request[..32];
        uint headerCrc = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        uint payloadCrc = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        header.AsSpan(8, 4).Clear();
        return HasCrc
            ? PeFile.Crc(header) == headerCrc && (request.Length == 32 ? 0 : PeFile.Crc(request.AsSpan(32))) == payloadCrc
            : headerCrc == 0 && payloadCrc == 0;
    }

    private byte[] Reply(uint command, ReadOnlySpan<byte> sequence, byte[] payload)
    {
        byte[] reply = new byte[32 + payload.Length];
        "NFPKTV1"u8.CopyTo(reply);
        BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(16), command);
        sequence.CopyTo(reply.AsSpan(22));
        BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(24), 0x8002);
        BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(28), (uint)payload.Length);
        payload.CopyTo(reply, 32);
        if (HasCrc)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(12), payload.Length == 0 ? 0 : PeFile.Crc(payload));
            BinaryPrimitives.WriteUInt32LittleEndian(reply.AsSpan(8), PeFile.Crc(reply.AsSpan(0, 32)));
        }

        return reply;
    }

    private byte[] TargetInfo()
    {
        byte[] info = new byte[336];
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(info.AsSpan(8 + (2 * i)), Version[i]);
        }

        Encoding.ASCII.GetBytes(Target).CopyTo(info, 144);
        Encoding.ASCII.GetBytes("ESP32").CopyTo(info, 176);
        return info;
    }
}

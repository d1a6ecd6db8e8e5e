using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// The numbered blocks after a *_BEGIN. The ROM's counter moves on after a bad checksum, and neither a repeated nor a skipped block is
/// taken (fact sheet 4): nothing here can be sent again.
/// </summary>
internal class DataSession
{
    /// <summary>Bytes before the payload of a block: length, number, two zero words.</summary>
    public const int HeaderLength = 16;

    private const byte ChecksumSeed = 0xEF;

    private readonly uint _blockCount;
    private readonly uint _blockLength;
    private uint _next;

    /// <summary>Waits for <paramref name="blockCount"/> blocks of at most <paramref name="blockLength"/> bytes.</summary>
    public DataSession(uint blockCount, uint blockLength)
    {
        _blockCount = blockCount;
        _blockLength = blockLength;
    }

    /// <summary>Takes a block; an error byte, 0 when it was taken.</summary>
    public byte Take(byte[] data, uint checksum)
    {
        if (data.Length < HeaderLength)
        {
            return RomError.InvalidMessage;
        }

        uint length = LittleEndian.ReadUInt32(data, 0);
        if (length != data.Length - HeaderLength || length > _blockLength || LittleEndian.ReadUInt32(data, 4) != _next || _next >= _blockCount)
        {
            return RomError.InvalidMessage;
        }

        uint number = _next++;
        byte[] payload = data.AsSpan(HeaderLength).ToArray();
        return checksum == ChecksumOf(payload) ? Store(number, payload) : RomError.BadChecksum;
    }

    /// <summary>Exclusive or of the payload over 0xEF.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> payload)
    {
        byte sum = ChecksumSeed;
        foreach (byte value in payload)
        {
            sum ^= value;
        }

        return sum;
    }

    /// <summary>Does with the payload what the session is for; here nothing, as RAM is not run.</summary>
    protected virtual byte Store(uint number, byte[] payload) => RomError.None;
}

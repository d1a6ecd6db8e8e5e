using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>Cuts a message into frames (docs/protocol.md 8.2).</summary>
public static class FrameWriter
{
    /// <summary>Bit of the place field that says that the tag is the sender.</summary>
    public const int FromTag = 0x8000;

    /// <summary>
    /// Writes the frame that carries the message's bytes from <paramref name="place"/> on into <paramref name="frame"/>, at most
    /// <paramref name="maxFrameLength"/> bytes. Returns its length; the next frame's place is further by that less 3.
    /// </summary>
    public static int Write(byte[] message, int messageLength, int place, int number, bool isFromTag, byte[] frame, int maxFrameLength)
    {
        int left = messageLength - place;
        int room = maxFrameLength - SyncProtocol.FrameHeaderLength;
        int count = left < room ? left : room;
        frame[0] = (byte)number;
        LittleEndian.WriteUInt16(frame, 1, place | (isFromTag ? FromTag : 0));
        Array.Copy(message, place, frame, SyncProtocol.FrameHeaderLength, count);
        return SyncProtocol.FrameHeaderLength + count;
    }
}

using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// The text of one reply as it is being written: operation, status, body (docs/protocol.md 8.5). The buffer is that of the message to be
/// sealed; what does not fit is a mistake of the writer and throws.
/// </summary>
public sealed class SyncReply
{
    /// <summary>Bytes that a body may have.</summary>
    public const int MaxBodyLength = SyncProtocol.MaxTextLength - HeaderLength;

    private const int HeaderLength = 2;

    /// <summary>The message; text from offset 7 on.</summary>
    public readonly byte[] Buffer = new byte[SyncProtocol.MaxMessageLength];

    /// <summary>Where the next byte of the body goes.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes of the text so far.</summary>
    public int TextLength
    {
        get { return Offset - SyncProtocol.SealedTextOffset; }
    }

    /// <summary>Begins the reply to <paramref name="operation"/>.</summary>
    public void Begin(SyncOperation operation)
    {
        Array.Clear(Buffer, 0, Buffer.Length);
        Buffer[SyncProtocol.SealedTextOffset] = (byte)operation;
        Offset = SyncProtocol.SealedTextOffset + HeaderLength;
    }

    /// <summary>Puts the status in; one that carries no body loses what was written of it.</summary>
    public void End(SyncStatus status, bool hasBody)
    {
        Buffer[SyncProtocol.SealedTextOffset + 1] = (byte)status;
        if (!hasBody)
        {
            int start = SyncProtocol.SealedTextOffset + HeaderLength;
            Array.Clear(Buffer, start, Buffer.Length - start);
            Offset = start;
        }
    }

    /// <summary>Adds one byte.</summary>
    public void AddByte(int value)
    {
        Buffer[Offset] = (byte)value;
        Offset++;
    }

    /// <summary>Adds two bytes, little endian.</summary>
    public void AddUInt16(int value)
    {
        LittleEndian.WriteUInt16(Buffer, Offset, value);
        Offset += 2;
    }

    /// <summary>Adds four bytes, little endian.</summary>
    public void AddUInt32(uint value)
    {
        LittleEndian.WriteUInt32(Buffer, Offset, value);
        Offset += 4;
    }

    /// <summary>Adds eight bytes, little endian.</summary>
    public void AddInt64(long value)
    {
        LittleEndian.WriteInt64(Buffer, Offset, value);
        Offset += 8;
    }

    /// <summary>Adds bytes.</summary>
    public void AddBytes(byte[] bytes, int offset, int count)
    {
        Array.Copy(bytes, offset, Buffer, Offset, count);
        Offset += count;
    }

    /// <summary>Leaves room for <paramref name="count"/> bytes and returns where they go.</summary>
    public int Reserve(int count)
    {
        int offset = Offset;
        Offset += count;
        return offset;
    }
}

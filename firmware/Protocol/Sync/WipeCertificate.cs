using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>What a tag says after a wipe: 21 bytes and 16 of MAC (docs/protocol.md 8.11).</summary>
public sealed class WipeCertificate
{
    /// <summary>Bytes with the MAC.</summary>
    public const int Length = SignedLength + SyncProtocol.MacLength;

    /// <summary>Bytes that the MAC covers.</summary>
    public const int SignedLength = 21;

    /// <summary>What stands before them when they are signed.</summary>
    public const string SigningLabel = "wiped";

    /// <summary>Serial number printed on the tag.</summary>
    public uint Serial;

    /// <summary>Whether the identity went too.</summary>
    public bool IsForReturn;

    /// <summary>UTC milliseconds, 0 unknown.</summary>
    public long UtcMs;

    /// <summary>Blocks of junk that fitted.</summary>
    public int Blocks;

    /// <summary>Records ever written before.</summary>
    public uint Records;

    /// <summary>Writes the first <see cref="SignedLength"/> bytes.</summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, Serial);
        buffer[offset + 4] = (byte)(IsForReturn ? 1 : 0);
        LittleEndian.WriteInt64(buffer, offset + 5, UtcMs);
        LittleEndian.WriteUInt32(buffer, offset + 13, (uint)Blocks);
        LittleEndian.WriteUInt32(buffer, offset + 17, Records);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Serial = LittleEndian.ReadUInt32(buffer, offset);
        IsForReturn = buffer[offset + 4] == 1;
        UtcMs = LittleEndian.ReadInt64(buffer, offset + 5);
        Blocks = (int)LittleEndian.ReadUInt32(buffer, offset + 13);
        Records = LittleEndian.ReadUInt32(buffer, offset + 17);
    }
}

using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>What the authority may change on a tag, within limits that only firmware can change: 9 bytes (docs/protocol.md 8.6).</summary>
public sealed class TagSettings
{
    /// <summary>Bytes of the settings.</summary>
    public const int Length = 9;

    /// <summary>What stands before them when they are signed.</summary>
    public const string SigningLabel = "settings";

    /// <summary>Counts up with every change; 0 as delivered.</summary>
    public uint Version;

    /// <summary>Seconds from one alive blink to the next, 30..600.</summary>
    public int AliveSeconds = 60;

    /// <summary>Seconds of an open slot that a power cut may cost, 60..300.</summary>
    public int CheckpointSeconds = 300;

    /// <summary>No vibration but for alarms and for what the wearer is asked.</summary>
    public bool IsQuiet;

    /// <summary>Whether every value is within its limits.</summary>
    public bool IsSafe
    {
        get { return AliveSeconds >= 30 && AliveSeconds <= 600 && CheckpointSeconds >= 60 && CheckpointSeconds <= 300; }
    }

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, Version);
        LittleEndian.WriteUInt16(buffer, offset + 4, AliveSeconds);
        LittleEndian.WriteUInt16(buffer, offset + 6, CheckpointSeconds);
        buffer[offset + 8] = (byte)(IsQuiet ? 1 : 0);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False when the last byte is neither 0 nor 1.</summary>
    public bool Read(byte[] buffer, int offset)
    {
        Version = LittleEndian.ReadUInt32(buffer, offset);
        AliveSeconds = LittleEndian.ReadUInt16(buffer, offset + 4);
        CheckpointSeconds = LittleEndian.ReadUInt16(buffer, offset + 6);
        IsQuiet = buffer[offset + 8] == 1;
        return buffer[offset + 8] <= 1;
    }
}

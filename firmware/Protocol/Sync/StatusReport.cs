using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>Reply to Status: 44 bytes (docs/protocol.md 8.6).</summary>
public sealed class StatusReport
{
    /// <summary>Bytes of the report.</summary>
    public const int Length = 44;

    /// <summary>Flag: UTC is known.</summary>
    public const int FlagKnown = 1;

    /// <summary>Flag: the clock chip is counted by.</summary>
    public const int FlagChip = 2;

    /// <summary>Flag: the last sync disagreed with a good clock.</summary>
    public const int FlagDoubted = 4;

    /// <summary>Serial number printed on the tag.</summary>
    public uint Serial;

    /// <summary>Firmware version: major x 65536 + minor x 256 + patch.</summary>
    public int Firmware;

    /// <summary>Newest sync version of the tag.</summary>
    public int SyncVersion;

    /// <summary>Log format version.</summary>
    public int LogVersion;

    /// <summary>Proximity rule version.</summary>
    public int RuleVersion;

    /// <summary>Cell in millivolts, 0 unknown.</summary>
    public int CellMillivolts;

    /// <summary>Trust in the clock (5.3).</summary>
    public int ClockTrust;

    /// <summary>Flags of the clock.</summary>
    public int ClockFlags;

    /// <summary>Error bound of the clock in milliseconds, -1 unknown.</summary>
    public int ClockErrorMs;

    /// <summary>UTC milliseconds.</summary>
    public long UtcMs;

    /// <summary>UTC milliseconds of the last sync, 0 never.</summary>
    public long LastSyncUtcMs;

    /// <summary>Seconds since the start.</summary>
    public uint UptimeSeconds;

    /// <summary>Seconds to the end of the window.</summary>
    public int LeftSeconds;

    /// <summary>Version of the settings in force.</summary>
    public uint SettingsVersion;

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, Serial);
        buffer[offset + 4] = (byte)(Firmware >> 16);
        buffer[offset + 5] = (byte)(Firmware >> 8);
        buffer[offset + 6] = (byte)Firmware;
        buffer[offset + 7] = (byte)SyncVersion;
        buffer[offset + 8] = (byte)LogVersion;
        buffer[offset + 9] = (byte)RuleVersion;
        LittleEndian.WriteUInt16(buffer, offset + 10, CellMillivolts);
        buffer[offset + 12] = (byte)ClockTrust;
        buffer[offset + 13] = (byte)ClockFlags;
        LittleEndian.WriteUInt32(buffer, offset + 14, (uint)ClockErrorMs);
        LittleEndian.WriteInt64(buffer, offset + 18, UtcMs);
        LittleEndian.WriteInt64(buffer, offset + 26, LastSyncUtcMs);
        LittleEndian.WriteUInt32(buffer, offset + 34, UptimeSeconds);
        LittleEndian.WriteUInt16(buffer, offset + 38, LeftSeconds);
        LittleEndian.WriteUInt32(buffer, offset + 40, SettingsVersion);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Serial = LittleEndian.ReadUInt32(buffer, offset);
        Firmware = (buffer[offset + 4] << 16) | (buffer[offset + 5] << 8) | buffer[offset + 6];
        SyncVersion = buffer[offset + 7];
        LogVersion = buffer[offset + 8];
        RuleVersion = buffer[offset + 9];
        CellMillivolts = LittleEndian.ReadUInt16(buffer, offset + 10);
        ClockTrust = buffer[offset + 12];
        ClockFlags = buffer[offset + 13];
        ClockErrorMs = (int)LittleEndian.ReadUInt32(buffer, offset + 14);
        UtcMs = LittleEndian.ReadInt64(buffer, offset + 18);
        LastSyncUtcMs = LittleEndian.ReadInt64(buffer, offset + 26);
        UptimeSeconds = LittleEndian.ReadUInt32(buffer, offset + 34);
        LeftSeconds = LittleEndian.ReadUInt16(buffer, offset + 38);
        SettingsVersion = LittleEndian.ReadUInt32(buffer, offset + 40);
    }
}

using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Exposure;

/// <summary>The tag's answer to an exposure list, 20 bytes (docs/protocol.md 9.5). It names no id, no person and no slot.</summary>
public sealed class ExposureVerdict
{
    /// <summary>Bytes of a verdict.</summary>
    public const int Length = 20;

    /// <summary>Version of the layout.</summary>
    public const int FormatVersion = 1;

    /// <summary>Flag: some of the near time is from ids that were heard outside their slot.</summary>
    public const int StaleFlag = 1;

    /// <summary>Flag: records that nobody can date were left out.</summary>
    public const int UndatedFlag = 2;

    /// <summary>Flag: somebody listed is in the log, for however short: what the phone app would call a contact.</summary>
    public const int MetFlag = 4;

    /// <summary>Flag: the wearer has acknowledged the signal.</summary>
    public const int AcknowledgedFlag = 8;

    /// <summary>Place of the state in the 20 bytes.</summary>
    public const int StateOffset = 1;

    private const int IdOffset = 4;
    private const int DayOffset = 12;
    private const int MinutesOffset = 14;
    private const int DaysOffset = 16;
    private const int FlagsOffset = 17;
    private const int NextOffset = 18;

    /// <summary>The list that it is about.</summary>
    public readonly byte[] ListId = new byte[ExposureListHeader.ListIdLength];

    /// <summary>How far the check is; all but the list and the next chunk is final only when done.</summary>
    public ExposureState State;

    /// <summary><see cref="ExposureRule.None"/>, <see cref="ExposureRule.F1"/> or <see cref="ExposureRule.F2"/>.</summary>
    public int Level;

    /// <summary>Version of the rule that decided.</summary>
    public int RuleVersion;

    /// <summary>Local day (days since 1970-01-01) of the longest exposure; 0 for none.</summary>
    public int LocalDay;

    /// <summary>Minutes near one listed person on that day, rounded down; 0 for none.</summary>
    public int NearMinutes;

    /// <summary>Local days with an exposure.</summary>
    public int DayCount;

    /// <summary>The flags above.</summary>
    public int Flags;

    /// <summary>While receiving the number of the next chunk; while checking the entries done; else 0.</summary>
    public int Next;

    /// <summary>Writes 20 bytes at <paramref name="offset"/>.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = FormatVersion;
        buffer[offset + StateOffset] = (byte)State;
        buffer[offset + 2] = (byte)Level;
        buffer[offset + 3] = (byte)RuleVersion;
        Array.Copy(ListId, 0, buffer, offset + IdOffset, ExposureListHeader.ListIdLength);
        LittleEndian.WriteUInt16(buffer, offset + DayOffset, LocalDay);
        LittleEndian.WriteUInt16(buffer, offset + MinutesOffset, NearMinutes);
        buffer[offset + DaysOffset] = (byte)DayCount;
        buffer[offset + FlagsOffset] = (byte)Flags;
        LittleEndian.WriteUInt16(buffer, offset + NextOffset, Next);
    }

    /// <summary>Reads exactly <paramref name="length"/> bytes. False when they are no verdict of this version.</summary>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        if (length != Length || buffer[offset] != FormatVersion || buffer[offset + StateOffset] > (int)ExposureState.Done || buffer[offset + 2] > ExposureRule.F2)
        {
            return false;
        }

        State = (ExposureState)buffer[offset + StateOffset];
        Level = buffer[offset + 2];
        RuleVersion = buffer[offset + 3];
        Array.Copy(buffer, offset + IdOffset, ListId, 0, ExposureListHeader.ListIdLength);
        LocalDay = LittleEndian.ReadUInt16(buffer, offset + DayOffset);
        NearMinutes = LittleEndian.ReadUInt16(buffer, offset + MinutesOffset);
        DayCount = buffer[offset + DaysOffset];
        Flags = buffer[offset + FlagsOffset];
        Next = LittleEndian.ReadUInt16(buffer, offset + NextOffset);
        return true;
    }
}

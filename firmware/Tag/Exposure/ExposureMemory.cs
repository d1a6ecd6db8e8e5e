using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// What of the exposure check outlives a restart (docs/protocol.md 9.7): how far the present list is, what it has brought, what the
/// wearer is to be told, which lists have been checked, and the day's allowance.
/// </summary>
public sealed class ExposureMemory
{
    /// <summary>Lists remembered as checked.</summary>
    public const int DoneCapacity = 8;

    /// <summary>Files of the memory; what begins with "expo-" is deleted in a wipe.</summary>
    public const string FileName = "expo-state";

    private const int DoneOffset = 36;
    private const int Length = DoneOffset + (DoneCapacity * ExposureListHeader.ListIdLength);

    private readonly StateStore _store;
    private readonly byte[] _done = new byte[DoneCapacity * ExposureListHeader.ListIdLength];
    private int _donePosition;
    private int _doneCount;

    /// <summary>Reads nothing yet; <paramref name="store"/> is that of <see cref="FileName"/>.</summary>
    public ExposureMemory(StateStore store)
    {
        _store = store;
    }

    /// <summary>The list that everything down to <see cref="EntriesDone"/> is about.</summary>
    public byte[] ListId { get; } = new byte[ExposureListHeader.ListIdLength];

    /// <summary>None, checking or done: what is being received is in the list's own file.</summary>
    public ExposureState State { get; set; }

    /// <summary>Level of the verdict that a match with the list gives.</summary>
    public int Level { get; set; }

    /// <summary>First UTC day of the list.</summary>
    public int FirstDay { get; set; }

    /// <summary>Entries checked.</summary>
    public int EntriesDone { get; set; }

    /// <summary>Level of what the wearer is told, <see cref="ExposureRule.None"/> for nothing.</summary>
    public int AlertLevel { get; set; }

    /// <summary>Whether the wearer has acknowledged it.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>UTC day that the allowance is of.</summary>
    public int AllowanceDay { get; set; }

    /// <summary>Key-days begun on that day.</summary>
    public int KeyDaysToday { get; set; }

    /// <summary>Lists begun on that day.</summary>
    public int ListsToday { get; set; }

    /// <summary>Reads the last saved memory, if there is one; the list's findings go to <paramref name="findings"/>.</summary>
    public void Load(ExposureFindings findings)
    {
        byte[] payload = new byte[Length];
        if (!_store.Load(payload, Length))
        {
            return;
        }

        Array.Copy(payload, 0, ListId, 0, ListId.Length);
        State = (ExposureState)payload[8];
        Level = payload[9];
        EntriesDone = payload[10];
        findings.Flags = payload[11];
        findings.ExposedDays = LittleEndian.ReadUInt32(payload, 12);
        FirstDay = LittleEndian.ReadUInt16(payload, 16);
        findings.LongestDay = payload[18];
        AlertLevel = payload[19];
        findings.LongestSeconds = LittleEndian.ReadUInt16(payload, 20);
        IsAcknowledged = payload[22] != 0;
        _donePosition = payload[23] % DoneCapacity;
        AllowanceDay = LittleEndian.ReadUInt16(payload, 24);
        KeyDaysToday = LittleEndian.ReadUInt16(payload, 26);
        ListsToday = payload[28];
        _doneCount = payload[29] > DoneCapacity ? DoneCapacity : payload[29];
        Array.Copy(payload, DoneOffset, _done, 0, _done.Length);
    }

    /// <summary>Saves it. False when flash refused. If power dies inside, the memory before is kept.</summary>
    public bool Save(ExposureFindings findings)
    {
        byte[] payload = new byte[Length];
        Array.Copy(ListId, 0, payload, 0, ListId.Length);
        payload[8] = (byte)State;
        payload[9] = (byte)Level;
        payload[10] = (byte)EntriesDone;
        payload[11] = (byte)findings.Flags;
        LittleEndian.WriteUInt32(payload, 12, findings.ExposedDays);
        LittleEndian.WriteUInt16(payload, 16, FirstDay);
        payload[18] = (byte)findings.LongestDay;
        payload[19] = (byte)AlertLevel;
        LittleEndian.WriteUInt16(payload, 20, findings.LongestSeconds);
        payload[22] = (byte)(IsAcknowledged ? 1 : 0);
        payload[23] = (byte)_donePosition;
        LittleEndian.WriteUInt16(payload, 24, AllowanceDay);
        LittleEndian.WriteUInt16(payload, 26, KeyDaysToday);
        payload[28] = (byte)ListsToday;
        payload[29] = (byte)_doneCount;
        Array.Copy(_done, 0, payload, DoneOffset, _done.Length);
        return _store.Save(payload, Length);
    }

    /// <summary>Whether everything above is about this list.</summary>
    public bool IsAbout(byte[] listId)
    {
        return State != ExposureState.None && AreEqual(ListId, 0, listId);
    }

    /// <summary>Makes a list the present one, nothing of it checked.</summary>
    public void Start(ExposureListHeader header)
    {
        Array.Copy(header.ListId, 0, ListId, 0, ListId.Length);
        State = ExposureState.Checking;
        Level = ExposureRule.LevelOf(header.Level);
        FirstDay = header.FirstDay;
        EntriesDone = 0;
    }

    /// <summary>Notes that the present list has been checked.</summary>
    public void Finish()
    {
        State = ExposureState.Done;
        Array.Copy(ListId, 0, _done, _donePosition * ListId.Length, ListId.Length);
        _donePosition = (_donePosition + 1) % DoneCapacity;
        _doneCount += _doneCount < DoneCapacity ? 1 : 0;
    }

    /// <summary>Whether this list is among the last ones checked.</summary>
    public bool IsDone(byte[] listId)
    {
        for (int i = 0; i < _doneCount; i++)
        {
            if (AreEqual(_done, i * listId.Length, listId))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreEqual(byte[] first, int offset, byte[] second)
    {
        for (int i = 0; i < ExposureListHeader.ListIdLength; i++)
        {
            if (first[offset + i] != second[i])
            {
                return false;
            }
        }

        return true;
    }
}

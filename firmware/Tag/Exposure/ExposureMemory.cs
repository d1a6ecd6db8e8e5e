using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

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
    private readonly byte[] _payload = new byte[Length];
    private readonly byte[] _done = new byte[DoneCapacity * ExposureListHeader.ListIdLength];
    private int _donePosition;
    private int _doneCount;

    /// <summary>Reads nothing yet.</summary>
    public ExposureMemory(IFlashFiles files, TagCounters counters)
    {
        _store = new StateStore(files, counters, FileName, Length);
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
        if (!_store.Load(_payload, Length))
        {
            return;
        }

        Array.Copy(_payload, 0, ListId, 0, ListId.Length);
        State = (ExposureState)_payload[8];
        Level = _payload[9];
        EntriesDone = _payload[10];
        findings.Flags = _payload[11];
        findings.ExposedDays = LittleEndian.ReadUInt32(_payload, 12);
        FirstDay = LittleEndian.ReadUInt16(_payload, 16);
        findings.LongestDay = _payload[18];
        AlertLevel = _payload[19];
        findings.LongestSeconds = LittleEndian.ReadUInt16(_payload, 20);
        IsAcknowledged = _payload[22] != 0;
        _donePosition = _payload[23] % DoneCapacity;
        AllowanceDay = LittleEndian.ReadUInt16(_payload, 24);
        KeyDaysToday = LittleEndian.ReadUInt16(_payload, 26);
        ListsToday = _payload[28];
        _doneCount = _payload[29] > DoneCapacity ? DoneCapacity : _payload[29];
        Array.Copy(_payload, DoneOffset, _done, 0, _done.Length);
    }

    /// <summary>Saves it. False when flash refused. If power dies inside, the memory before is kept.</summary>
    public bool Save(ExposureFindings findings)
    {
        Array.Clear(_payload, 0, Length);
        Array.Copy(ListId, 0, _payload, 0, ListId.Length);
        _payload[8] = (byte)State;
        _payload[9] = (byte)Level;
        _payload[10] = (byte)EntriesDone;
        _payload[11] = (byte)findings.Flags;
        LittleEndian.WriteUInt32(_payload, 12, findings.ExposedDays);
        LittleEndian.WriteUInt16(_payload, 16, FirstDay);
        _payload[18] = (byte)findings.LongestDay;
        _payload[19] = (byte)AlertLevel;
        LittleEndian.WriteUInt16(_payload, 20, findings.LongestSeconds);
        _payload[22] = (byte)(IsAcknowledged ? 1 : 0);
        _payload[23] = (byte)_donePosition;
        LittleEndian.WriteUInt16(_payload, 24, AllowanceDay);
        LittleEndian.WriteUInt16(_payload, 26, KeyDaysToday);
        _payload[28] = (byte)ListsToday;
        _payload[29] = (byte)_doneCount;
        Array.Copy(_done, 0, _payload, DoneOffset, _done.Length);
        return _store.Save(_payload, Length);
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

using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// The rows of one granted release: keys of the chosen days and the contacts of those days (docs/protocol.md 8.9). Takes its
/// memory when a release is granted, some three kilobytes, and gives it back: releases are rare, and nothing else is going on then.
/// </summary>
public sealed class ReleaseReader
{
    private const int MaxKeyRows = ReleaseRequest.DayLimit + SyncState.MaxKeys;
    private const int LastSlot = SlotTime.SlotsPerDay - 1;

    private readonly SyncContext _context;
    private ReleaseRequest _request;
    private byte[] _keys;
    private LogReader _log;
    private int _position;
    private int _nowSlot;

    /// <summary>Nothing to read.</summary>
    public ReleaseReader(SyncContext context)
    {
        _context = context;
    }

    /// <summary>Key rows in all.</summary>
    public int KeyCount { get; private set; }

    /// <summary>
    /// Works out the keys of <paramref name="request"/>, right after the tag was re-keyed; the new key is not among them. Takes 11 ms for each day since a base
    /// key was made.
    /// </summary>
    public void Open(ReleaseRequest request)
    {
        _request = request;
        _keys = new byte[MaxKeyRows * ReleaseRows.KeyLength];
        KeyCount = 0;
        _nowSlot = _context.State.FirstSlotOf(_context.State.KeyCount - 1);
        Sha256 sha256 = new Sha256();
        SubKeyChain subKeys = new SubKeyChain(sha256);
        byte[] baseKey = new byte[DailyKeyChain.KeyLength];
        for (int i = -1; i < _context.State.KeyCount - 1; i++)
        {
            int creationDay = _context.State.CopyKey(i, _context.Identity, baseKey);
            DailyKeyChain dailyKeys = new DailyKeyChain(sha256, baseKey, 0, creationDay);
            AddKeysOf(dailyKeys, subKeys, creationDay, i < 0 ? 0 : _context.State.FirstSlotOf(i), _context.State.FirstSlotOf(i + 1));
            dailyKeys.Clear();
        }

        Array.Clear(baseKey, 0, baseKey.Length);
        subKeys.Clear();
        sha256.Clear();
        Rewind();
    }

    /// <summary>Forgets everything and overwrites the keys.</summary>
    public void Close()
    {
        if (_keys != null)
        {
            Array.Clear(_keys, 0, _keys.Length);
        }

        _keys = null;
        _log = null;
        KeyCount = 0;
    }

    /// <summary>Adds key rows from <paramref name="first"/> on to the reply.</summary>
    public void AddKeys(int first, SyncReply reply)
    {
        int left = first < KeyCount ? KeyCount - first : 0;
        int count = left < ReleaseRows.MaxKeys ? left : ReleaseRows.MaxKeys;
        reply.AddUInt32((uint)first);
        reply.AddByte(count);
        reply.AddByte(left <= count ? 1 : 0);
        reply.AddBytes(_keys, count == 0 ? 0 : first * ReleaseRows.KeyLength, count * ReleaseRows.KeyLength);
    }

    /// <summary>Adds contact rows from <paramref name="first"/> on; going back begins the log again.</summary>
    public void AddContacts(int first, SyncReply reply)
    {
        if (first < _position)
        {
            Rewind();
        }

        bool isAtEnd = false;
        while (_position < first && !isAtEnd)
        {
            isAtEnd = !NextChosen();
        }

        int header = reply.Reserve(ReleaseRows.HeaderLength);
        int count = 0;
        while (count < ReleaseRows.MaxContacts && !isAtEnd)
        {
            isAtEnd = !NextChosen();
            if (!isAtEnd)
            {
                WriteRow(reply.Buffer, reply.Reserve(ReleaseRows.ContactLength));
                count++;
            }
        }

        LittleEndian.WriteUInt32(reply.Buffer, header, (uint)first);
        reply.Buffer[header + 4] = (byte)count;
        reply.Buffer[header + 5] = (byte)(isAtEnd ? 1 : 0);
    }

    private void Rewind()
    {
        _log = _context.Log.OpenReader();
        _position = 0;
    }

    // Moves to the next contact of a chosen day, and counts it.
    private bool NextChosen()
    {
        while (_log.Read())
        {
            if (!_log.IsNotBefore && _request.Holds(SlotTime.DayOf(_log.FirstUtcMs)))
            {
                _position++;
                return true;
            }
        }

        return false;
    }

    // A re-dated record does not lie on a slot's boundary: the row says from when its times count.
    private void WriteRow(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, (uint)((_log.FirstUtcMs - _log.Record.FirstMs) / 1000));
        buffer[offset + 4] = (byte)_log.Batch.ClockState;
        buffer[offset + 5] = (byte)_log.Batch.RuleVersion;
        ContactRecordCodec.Encode(_log.Record, buffer, offset + 6);
    }

    // The chosen days of one base key, in force from its first slot up to the slot in which the next one began: that slot has both.
    private void AddKeysOf(DailyKeyChain dailyKeys, SubKeyChain subKeys, int creationDay, int fromSlot, int untilSlot)
    {
        for (int age = ReleaseRequest.DayLimit - 1; age >= 0; age--)
        {
            int day = _request.NewestDay - age;
            int dayStart = day * SlotTime.SlotsPerDay;
            int first = fromSlot > dayStart ? fromSlot - dayStart : 0;
            int last = untilSlot < dayStart + LastSlot ? untilSlot - dayStart : LastSlot;
            bool isInForce = first <= LastSlot && last >= 0 && dayStart <= _nowSlot;

            // Up to the day it was made the daily key is the base key itself: never.
            bool mayLeave = _request.Kind == ReleaseKind.SubKeys || day > creationDay;
            if (isInForce && mayLeave && _request.Holds(day) && KeyCount < MaxKeyRows)
            {
                dailyKeys.SeekDay(day);
                AddKey(dailyKeys, subKeys, day, first, last);
            }
        }
    }

    private void AddKey(DailyKeyChain dailyKeys, SubKeyChain subKeys, int day, int first, int last)
    {
        int offset = KeyCount * ReleaseRows.KeyLength;
        LittleEndian.WriteUInt32(_keys, offset, (uint)day);
        _keys[offset + 4] = (byte)first;
        _keys[offset + 5] = (byte)last;
        subKeys.StartDay(dailyKeys.DailyKey);
        subKeys.SeekSlot(first);
        byte[] key = _request.Kind == ReleaseKind.SubKeys ? subKeys.SubKey : dailyKeys.DailyKey;
        Array.Copy(key, 0, _keys, offset + 6, DailyKeyChain.KeyLength);
        KeyCount++;
    }
}

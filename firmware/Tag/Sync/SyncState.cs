using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// What the sync must not forget: wrong keys and codes, settings, the base keys that replaced the provisioned one, the audit log
/// (docs/protocol.md 8.10). One payload, so that what belongs together is on flash together. Secret.
/// </summary>
public sealed class SyncState
{
    /// <summary>Bytes of the payload.</summary>
    public const int Length = AuditOffset + (AuditCapacity * AuditEntryLength);

    /// <summary>Audit entries kept.</summary>
    public const int AuditCapacity = 12;

    /// <summary>Bytes of one audit entry.</summary>
    public const int AuditEntryLength = 16;

    /// <summary>Re-keyings kept.</summary>
    public const int MaxKeys = 3;

    private const int SettingsOffset = 4;
    private const int KeyCountOffset = 13;
    private const int KeysOffset = 16;
    private const int KeyEntryLength = 8 + DailyKeyChain.KeyLength;
    private const int AuditCountOffset = KeysOffset + (MaxKeys * KeyEntryLength);
    private const int AuditOffset = AuditCountOffset + 4;
    private const int KeptSlots = ReleaseRequest.DayLimit * SlotTime.SlotsPerDay;

    private readonly IFlashFiles _files;
    private readonly StateStore _store;
    private readonly byte[] _payload = new byte[Length];

    /// <summary>A state as delivered; nothing is read yet.</summary>
    public SyncState(IFlashFiles files, StateStore store)
    {
        _files = files;
        _store = store;
        Settings.Write(_payload, SettingsOffset);
    }

    /// <summary>The settings in force.</summary>
    public TagSettings Settings { get; } = new TagSettings();

    /// <summary>Wrong proofs in a row.</summary>
    public int WrongProofs
    {
        get { return _payload[0]; }
        set { _payload[0] = (byte)value; }
    }

    /// <summary>Closings in a row for wrong proofs.</summary>
    public int ProofLock
    {
        get { return _payload[1]; }
        set { _payload[1] = (byte)(value > byte.MaxValue ? byte.MaxValue : value); }
    }

    /// <summary>Wrong codes in a row.</summary>
    public int WrongCodes
    {
        get { return _payload[2]; }
        set { _payload[2] = (byte)value; }
    }

    /// <summary>Closings in a row for wrong codes.</summary>
    public int CodeLock
    {
        get { return _payload[3]; }
        set { _payload[3] = (byte)(value > byte.MaxValue ? byte.MaxValue : value); }
    }

    /// <summary>Re-keyings kept.</summary>
    public int KeyCount
    {
        get { return _payload[KeyCountOffset]; }
    }

    /// <summary>
    /// Reads the state. True when there was one that cannot be read any more: then a key that was disclosed may be in use again, and the
    /// caller has to re-key. An empty file is a first write that was cut.
    /// </summary>
    public bool LoadOrFindDamaged()
    {
        if (_store.Load(_payload, Length) && _payload[KeyCountOffset] <= MaxKeys)
        {
            Settings.Read(_payload, SettingsOffset);
            return false;
        }

        Array.Clear(_payload, 0, Length);
        Settings.Write(_payload, SettingsOffset);
        return _files.GetLength(StateStore.SyncName + "-a.bin") > 0 || _files.GetLength(StateStore.SyncName + "-b.bin") > 0;
    }

    /// <summary>Saves everything. False when flash refused. If power dies inside, the state before is kept.</summary>
    public bool Save()
    {
        Settings.Write(_payload, SettingsOffset);
        return _store.Save(_payload, Length);
    }

    /// <summary>
    /// Adds an audit entry, not saved yet. <paramref name="utcMs"/> may be provisional.
    /// </summary>
    public void Audit(AuditEvent what, int detail, uint days, long utcMs)
    {
        uint number = LittleEndian.ReadUInt32(_payload, AuditCountOffset);
        int offset = AuditOffset + ((int)(number % AuditCapacity) * AuditEntryLength);
        LittleEndian.WriteUInt32(_payload, offset, number);
        LittleEndian.WriteUInt32(_payload, offset + 4, (uint)(utcMs / 1000));
        _payload[offset + 8] = (byte)what;
        _payload[offset + 9] = (byte)detail;
        LittleEndian.WriteUInt16(_payload, offset + 10, 0);
        LittleEndian.WriteUInt32(_payload, offset + 12, days);
        LittleEndian.WriteUInt32(_payload, AuditCountOffset, number + 1);
    }

    /// <summary>Writes the reply to Audit: entries ever made, then the last twelve, oldest first. Returns its bytes.</summary>
    public int WriteAudit(byte[] buffer, int offset)
    {
        uint count = LittleEndian.ReadUInt32(_payload, AuditCountOffset);
        int kept = count < AuditCapacity ? (int)count : AuditCapacity;
        LittleEndian.WriteUInt32(buffer, offset, count);
        Array.Clear(buffer, offset + 4, AuditCapacity * AuditEntryLength);
        for (int i = 0; i < kept; i++)
        {
            int index = (int)((count - (uint)kept + (uint)i) % AuditCapacity);
            Array.Copy(_payload, AuditOffset + (index * AuditEntryLength), buffer, offset + 4 + (i * AuditEntryLength), AuditEntryLength);
        }

        return 4 + (AuditCapacity * AuditEntryLength);
    }

    /// <summary>
    /// Whether another re-keying at <paramref name="slotNumber"/> can be kept: three within 21 days are the most, or the days before could not
    /// be told apart any more.
    /// </summary>
    public bool HasRoomForKey(int slotNumber)
    {
        return KeyCount < MaxKeys || FirstSlotOf(1) < slotNumber - KeptSlots;
    }

    /// <summary>Adds the base key that counts from <paramref name="slotNumber"/> on, not saved yet. Only with room for it.</summary>
    public void AddKey(int slotNumber, int creationDay, byte[] baseKey)
    {
        if (KeyCount == MaxKeys)
        {
            Array.Copy(_payload, KeysOffset + KeyEntryLength, _payload, KeysOffset, (MaxKeys - 1) * KeyEntryLength);
            _payload[KeyCountOffset]--;
        }

        int offset = KeysOffset + (KeyCount * KeyEntryLength);
        LittleEndian.WriteUInt32(_payload, offset, (uint)slotNumber);
        LittleEndian.WriteUInt32(_payload, offset + 4, (uint)creationDay);
        Array.Copy(baseKey, 0, _payload, offset + 8, DailyKeyChain.KeyLength);
        _payload[KeyCountOffset]++;
    }

    /// <summary>
    /// Saves over both copies: the one of before the re-keying must not come back when the new one is damaged.
    /// False when flash refused the first: nothing has changed on it then.
    /// </summary>
    public bool SaveTwice()
    {
        bool isSaved = Save();
        if (isSaved)
        {
            Save();
        }

        return isSaved;
    }

    /// <summary>First slot number in which re-keying <paramref name="index"/> counts.</summary>
    public int FirstSlotOf(int index)
    {
        return (int)LittleEndian.ReadUInt32(_payload, KeysOffset + (index * KeyEntryLength));
    }

    /// <summary>
    /// Copies base key number <paramref name="index"/> into <paramref name="baseKey"/>, -1 for the provisioned one, and returns its creation
    /// day. Secret.
    /// </summary>
    public int CopyKey(int index, IdentityImage identity, byte[] baseKey)
    {
        if (index < 0)
        {
            Array.Copy(identity.BaseKey, baseKey, DailyKeyChain.KeyLength);
            return identity.CreationDay;
        }

        int offset = KeysOffset + (index * KeyEntryLength);
        Array.Copy(_payload, offset + 8, baseKey, 0, DailyKeyChain.KeyLength);
        return (int)LittleEndian.ReadUInt32(_payload, offset + 4);
    }

    /// <summary>Copies the whole of it, to be given back by <see cref="Restore"/> when flash refused what was made of it.</summary>
    public byte[] Copy()
    {
        byte[] copy = new byte[Length];
        Array.Copy(_payload, copy, Length);
        return copy;
    }

    /// <summary>Takes back a <see cref="Copy"/>, and overwrites it.</summary>
    public void Restore(byte[] copy)
    {
        Array.Copy(copy, _payload, Length);
        Array.Clear(copy, 0, Length);
        Settings.Read(_payload, SettingsOffset);
    }

    /// <summary>Overwrites everything in memory.</summary>
    public void Clear()
    {
        Array.Clear(_payload, 0, Length);
    }
}

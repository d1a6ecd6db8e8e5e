using System;

namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The wearer's own id at a given moment (docs/protocol.md 1): told a UTC time, it keeps the id of that quarter of an
/// hour. Forward to the next slot costs one SHA-256 block, to the next day two, and nothing is allocated.
/// </summary>
public sealed class RollingIdentifier
{
    private readonly DailyKeyChain _dailyKeys;
    private readonly SubKeyChain _subKeys;
    private readonly Sha256 _sha256 = new Sha256();
    private readonly byte[] _id = new byte[BluezoneId.Length];
    private int _day = -1;
    private int _slotNumber = -1;
    private bool _isCleared;

    /// <summary>
    /// Copies the 32-byte base key. <paramref name="creationDay"/> is the UTC day the base key was made, as
    /// <see cref="SlotTime.DayOf"/>.
    /// </summary>
    public RollingIdentifier(byte[] baseKey, int baseKeyOffset, int creationDay)
    {
        _dailyKeys = new DailyKeyChain(_sha256, baseKey, baseKeyOffset, creationDay);
        _subKeys = new SubKeyChain(_sha256);
    }

    /// <summary>The 12-byte id of the slot last sought; the array is this object's own and changes with the next seek.</summary>
    public byte[] Id
    {
        get { return _id; }
    }

    /// <summary>The day key behind <see cref="Id"/>. Secret.</summary>
    public byte[] DailyKey
    {
        get { return _dailyKeys.DailyKey; }
    }

    /// <summary>The UTC day of <see cref="DailyKey"/>, as <see cref="SlotTime.DayOf"/>; -1 before the first seek.</summary>
    public int Day
    {
        get { return _day; }
    }

    /// <summary>The sub-key behind <see cref="Id"/>. Secret.</summary>
    public byte[] SubKey
    {
        get { return _subKeys.SubKey; }
    }

    /// <summary>SHA-256 blocks compressed since construction.</summary>
    public int BlockCount
    {
        get { return _sha256.BlockCount; }
    }

    /// <summary>
    /// Makes <see cref="Id"/> the id in force at <paramref name="utcMs"/>, earlier times included.
    /// True when it changed. Throws <see cref="InvalidOperationException"/> after <see cref="Clear"/>: ids from erased keys
    /// would be anybody's.
    /// </summary>
    public bool Seek(long utcMs)
    {
        if (_isCleared)
        {
            throw new InvalidOperationException();
        }

        int slotNumber = SlotTime.SlotNumber(utcMs);
        if (slotNumber == _slotNumber)
        {
            return false;
        }

        int day = SlotTime.DayOf(utcMs);
        if (day != _day)
        {
            _dailyKeys.SeekDay(day);
            _subKeys.StartDay(_dailyKeys.DailyKey);
            _day = day;
        }

        _subKeys.SeekSlot(SlotTime.SlotOfDay(utcMs));
        BluezoneId.FromSubKey(_subKeys.SubKey, _id, 0);
        _slotNumber = slotNumber;
        return true;
    }

    /// <summary>
    /// Takes another base key from now on (docs/protocol.md 8.9); the next seek gives an id of it, whatever id was in force.
    /// </summary>
    public void Rekey(byte[] baseKey, int baseKeyOffset, int creationDay)
    {
        _dailyKeys.Rekey(baseKey, baseKeyOffset, creationDay);
        _day = -1;
        _slotNumber = -1;
    }

    /// <summary>See <see cref="DailyKeyChain.SetKnownKey"/>; to be called before the first seek.</summary>
    public void SetKnownKey(int day, byte[] key, int keyOffset)
    {
        _dailyKeys.SetKnownKey(day, key, keyOffset);
    }

    /// <summary>Overwrites all keys; the object is of no use afterwards.</summary>
    public void Clear()
    {
        _isCleared = true;
        _dailyKeys.Clear();
        _subKeys.Clear();
        _sha256.Clear();
        Array.Clear(_id, 0, _id.Length);
    }
}

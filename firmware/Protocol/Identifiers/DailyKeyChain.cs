using System;

namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The daily keys of one base key: D(0) = base key, D(n) = SHA-256(D(n-1)), n = UTC days since the base key was made
/// (docs/protocol.md 1.2). A day before that uses the base key itself, as the phone app does.
/// </summary>
/// <remarks>
/// Secret: holds the base key and daily keys. Going to the next day costs one SHA-256 block; going back, or the first
/// day after a boot, costs one block for each day since the base key was made (about 11 ms each on an ESP32-C3), or since
/// the day of a known key, if that is later.
/// </remarks>
public sealed class DailyKeyChain
{
    /// <summary>Bytes in a base key or daily key.</summary>
    public const int KeyLength = 32;

    private readonly Sha256 _sha256;
    private readonly byte[] _dailyKey = new byte[KeyLength];

    // Where the way to a daily key can start: the base key, and behind it the known key.
    private readonly byte[] _startKeys = new byte[2 * KeyLength];
    private int _creationDay;
    private int _dayOffset;
    private int _knownOffset;

    /// <summary>Copies 32 bytes of base key from <paramref name="baseKeyOffset"/>; <paramref name="creationDay"/> as <see cref="SlotTime.DayOf"/>.</summary>
    public DailyKeyChain(Sha256 sha256, byte[] baseKey, int baseKeyOffset, int creationDay)
    {
        _sha256 = sha256;
        Rekey(baseKey, baseKeyOffset, creationDay);
    }

    /// <summary>The key of the day last sought. Secret; the array is this object's own and changes with the next seek.</summary>
    public byte[] DailyKey
    {
        get { return _dailyKey; }
    }

    /// <summary>
    /// Copies the 32 bytes at <paramref name="keyOffset"/>, the key of UTC day <paramref name="day"/> as an earlier run worked it
    /// out: days from that one on are reached from there. Earlier ones still come from the base key.
    /// </summary>
    public void SetKnownKey(int day, byte[] key, int keyOffset)
    {
        if (day > _creationDay)
        {
            Array.Copy(key, keyOffset, _startKeys, KeyLength, KeyLength);
            _knownOffset = day - _creationDay;
        }
    }

    /// <summary>Takes another base key, copied, and forgets the one before it.</summary>
    public void Rekey(byte[] baseKey, int baseKeyOffset, int creationDay)
    {
        _creationDay = creationDay;
        Array.Copy(baseKey, baseKeyOffset, _startKeys, 0, KeyLength);
        Array.Clear(_startKeys, KeyLength, KeyLength);
        _knownOffset = 0;
        RestartFor(0);
    }

    /// <summary>Makes <see cref="DailyKey"/> the key of UTC day <paramref name="day"/> (days since 1970-01-01).</summary>
    public void SeekDay(int day)
    {
        int wanted = day > _creationDay ? day - _creationDay : 0;
        if (wanted < _dayOffset || (_dayOffset < _knownOffset && wanted >= _knownOffset))
        {
            RestartFor(wanted);
        }

        while (_dayOffset < wanted)
        {
            _sha256.Hash(_dailyKey, 0, KeyLength, _dailyKey, 0);
            _dayOffset++;
        }
    }

    /// <summary>Overwrites all keys; the object is of no use afterwards.</summary>
    public void Clear()
    {
        Array.Clear(_startKeys, 0, _startKeys.Length);
        Array.Clear(_dailyKey, 0, KeyLength);
    }

    private void RestartFor(int offset)
    {
        bool isFromKnown = _knownOffset > 0 && offset >= _knownOffset;
        Array.Copy(_startKeys, isFromKnown ? KeyLength : 0, _dailyKey, 0, KeyLength);
        _dayOffset = isFromKnown ? _knownOffset : 0;
    }
}

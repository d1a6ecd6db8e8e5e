using System;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Tells a crowd from a room by the number of different tags heard in a quarter of an hour. One scan cannot: it takes fifty
/// reports at most, whether forty or two hundred tags are about. Counted without keeping ids, by a bit for each of their
/// hashes. All tags of a crowd come to the same answer within a minute, which matters, because only tags with the same
/// windows meet in both of them.
/// </summary>
public sealed class CrowdWatch
{
    /// <summary>Different tags that make a crowd.</summary>
    public const int MinTags = 80;

    /// <summary>More hashes than this are no crowd but a storm of ids that never come again: 400 of 512 take some 780 different ones.</summary>
    public const int MaxTags = 400;

    /// <summary>Different tags that are many: one slot hears a third of them.</summary>
    public const int ManyTags = 45;

    /// <summary>The same for a tag whose clock is old: a full room, where one slot hears fewer than it should.</summary>
    public const int ManyTagsOldClock = 36;

    /// <summary>So long after a change of ids the answer of the quarter hour before still counts.</summary>
    public const int CarryMs = 180000;

    /// <summary>Up to so many different tags are a few.</summary>
    public const int FewTags = 3;

    private const int BitCount = 512;

    private readonly byte[] _bits = new byte[BitCount / 8];
    private int _setCount;
    private int _quarterHour = -1;
    private bool _wasCrowd;
    private int _formerCount;

    /// <summary>A tag was heard in the quarter hour with this number. True when it, or one with the same hash, had not been heard in it before.</summary>
    public bool Note(byte[] ids, int offset, int quarterHour)
    {
        Turn(quarterHour);
        int hash = ids[offset + 4] | ((ids[offset + 5] & 1) << 8);
        byte mask = (byte)(1 << (hash & 7));
        if ((_bits[hash >> 3] & mask) == 0)
        {
            _bits[hash >> 3] |= mask;
            _setCount++;
            return true;
        }

        return false;
    }

    /// <summary>Whether there is a crowd, <paramref name="slotMs"/> (0..899,999) into the quarter hour.</summary>
    public bool IsCrowd(int quarterHour, int slotMs)
    {
        Turn(quarterHour);
        return HasCrowd() || (_wasCrowd && slotMs < CarryMs && _setCount <= MaxTags);
    }

    /// <summary>
    /// Whether there are <paramref name="least"/> tags or more, but no crowd, <paramref name="slotMs"/> (0..899,999) into the quarter hour.
    /// </summary>
    public bool IsMany(int quarterHour, int slotMs, int least)
    {
        Turn(quarterHour);
        bool wasMany = _formerCount >= least && _formerCount < MinTags && slotMs < CarryMs;
        return !IsCrowd(quarterHour, slotMs) && _setCount < MinTags && (_setCount >= least || wasMany);
    }

    /// <summary>Whether only a few tags have been heard in this quarter hour.</summary>
    public bool IsFew(int quarterHour)
    {
        Turn(quarterHour);
        return _setCount <= FewTags;
    }

    private bool HasCrowd()
    {
        return _setCount >= MinTags && _setCount <= MaxTags;
    }

    private void Turn(int quarterHour)
    {
        if (quarterHour != _quarterHour)
        {
            bool isNext = quarterHour == _quarterHour + 1;
            _wasCrowd = HasCrowd() && isNext;
            _formerCount = isNext ? _setCount : 0;
            Array.Clear(_bits, 0, _bits.Length);
            _setCount = 0;
            _quarterHour = quarterHour;
        }
    }
}

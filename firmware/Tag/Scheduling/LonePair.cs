using System;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Notices when exactly one tag is about. Such a pair need not leave to chance whether their orders differ: the one with the
/// larger id takes the opposite of the other's (docs/schedule.md, "Two alone").
/// </summary>
public sealed class LonePair
{
    /// <summary>How long a neighbour counts as being about.</summary>
    public const int RecentMs = 300000;

    /// <summary>How long a pair goes on by its old ids after a change.</summary>
    public const int CarryMs = 120000;

    private const int Kept = 2;
    private const long Never = -RecentMs;

    // Two are enough to tell one from several.
    private readonly byte[] _ids = new byte[Kept * BluezoneId.Length];
    private readonly long[] _heardMs = new long[Kept];
    private long _carryUntilMs;

    /// <summary>Nobody is about.</summary>
    public LonePair()
    {
        Clear();
    }

    /// <summary>The bytes that hold the partner's id, from <see cref="PartnerOffset"/>.</summary>
    public byte[] Ids
    {
        get { return _ids; }
    }

    /// <summary>The own id before the change.</summary>
    public byte[] OldOwn { get; } = new byte[BluezoneId.Length];

    /// <summary>Where the partner's id stands in <see cref="Ids"/>; -1 while there is none, or more than one.</summary>
    public int PartnerOffset(long uptimeMs)
    {
        if (IsByOldIds(uptimeMs))
        {
            return 0;
        }

        bool isFirst = uptimeMs - _heardMs[0] < RecentMs;
        bool isSecond = uptimeMs - _heardMs[1] < RecentMs;
        return isFirst == isSecond ? -1 : isFirst ? 0 : BluezoneId.Length;
    }

    /// <summary>Whether the ids have changed and the partner's new one has not been heard yet: then both still go by the old ones.</summary>
    public bool IsByOldIds(long uptimeMs)
    {
        return uptimeMs < _carryUntilMs;
    }

    /// <summary>A tag with the id at <paramref name="offset"/> was heard.</summary>
    public void Note(byte[] data, int offset, long uptimeMs)
    {
        if (IsByOldIds(uptimeMs))
        {
            Clear();
        }

        int place = BluezoneId.AreEqual(_ids, 0, data, offset) ? 0
            : BluezoneId.AreEqual(_ids, BluezoneId.Length, data, offset) ? 1
            : _heardMs[0] <= _heardMs[1] ? 0 : 1;
        Array.Copy(data, offset, _ids, place * BluezoneId.Length, BluezoneId.Length);
        _heardMs[place] = uptimeMs;
    }

    /// <summary>
    /// All ids change now; the own one was <paramref name="own"/>. Nobody can be recognised any more, but a partner that is
    /// still about goes by the old ids too, so the two meet in the next slot and learn the new ones.
    /// </summary>
    public void ChangeIds(byte[] own, long uptimeMs)
    {
        int partner = PartnerOffset(uptimeMs);
        bool isCarried = partner >= 0 && !IsByOldIds(uptimeMs);
        if (isCarried)
        {
            Array.Copy(_ids, partner, _ids, 0, BluezoneId.Length);
            Array.Copy(own, 0, OldOwn, 0, BluezoneId.Length);
        }

        _heardMs[0] = Never;
        _heardMs[1] = Never;
        _carryUntilMs = isCarried ? uptimeMs + CarryMs : 0;
    }

    private void Clear()
    {
        Array.Clear(_ids, 0, _ids.Length);
        _heardMs[0] = Never;
        _heardMs[1] = Never;
        _carryUntilMs = 0;
    }

    /// <summary>Whether the id <paramref name="own"/> is larger than the one at <paramref name="offset"/>, byte by byte.</summary>
    public static bool IsLarger(byte[] own, byte[] other, int offset)
    {
        for (int i = 0; i < BluezoneId.Length; i++)
        {
            if (own[i] != other[offset + i])
            {
                return own[i] > other[offset + i];
            }
        }

        return false;
    }
}

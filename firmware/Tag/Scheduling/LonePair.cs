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

    private const int Kept = 2;
    private const long Never = -RecentMs;

    // Two are enough to tell one from several.
    private readonly byte[] _ids = new byte[Kept * BluezoneId.Length];
    private readonly long[] _heardMs = new long[Kept];

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

    /// <summary>Where the partner's id stands in <see cref="Ids"/>; -1 while there is none, or more than one.</summary>
    public int PartnerOffset(long uptimeMs)
    {
        bool isFirst = uptimeMs - _heardMs[0] < RecentMs;
        bool isSecond = uptimeMs - _heardMs[1] < RecentMs;
        return isFirst == isSecond ? -1 : isFirst ? 0 : BluezoneId.Length;
    }

    /// <summary>A tag with the id at <paramref name="offset"/> was heard.</summary>
    public void Note(byte[] data, int offset, long uptimeMs)
    {
        int place = BluezoneId.AreEqual(_ids, 0, data, offset) ? 0
            : BluezoneId.AreEqual(_ids, BluezoneId.Length, data, offset) ? 1
            : _heardMs[0] <= _heardMs[1] ? 0 : 1;
        Array.Copy(data, offset, _ids, place * BluezoneId.Length, BluezoneId.Length);
        _heardMs[place] = uptimeMs;
    }

    /// <summary>Forgets everybody: the ids have changed and nobody can be recognised.</summary>
    public void Clear()
    {
        Array.Clear(_ids, 0, _ids.Length);
        _heardMs[0] = Never;
        _heardMs[1] = Never;
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

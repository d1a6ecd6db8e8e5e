using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Contacts;

/// <summary>
/// How many records one local day may put into the log (docs/log.md 7), so that a crowd or a hostile sender cannot push out
/// the other days: a fair share always, more while there is room that nobody uses, and to the end of the day a few for each slot.
/// </summary>
public sealed class DayQuota
{
    /// <summary>Records that a day may write whatever the other days did: 21 such days and the running one fit.</summary>
    public const int FairShare = 400;

    /// <summary>Records that a day may write while there is free room.</summary>
    public const int Limit = 2000;

    /// <summary>The best so many of each slot are written even by a day that has used up its quota.</summary>
    public const int AlwaysPerSlot = 4;

    /// <summary>Segments that must stay free for a day that is over its fair share.</summary>
    public const int FreeSegments = 2;

    private readonly ContactLog _log;
    private int _day = -1;
    private int _count;

    /// <summary>Counts what is in <paramref name="log"/> for the day it is asked about.</summary>
    public DayQuota(ContactLog log)
    {
        _log = log;
    }

    /// <summary>
    /// Records that one more slot of <paramref name="localDay"/> may write. A day other than the last one asked about is counted in
    /// the log, slots <paramref name="firstSlot"/> to <paramref name="endSlot"/>: so it is after a restart, too.
    /// </summary>
    public int Allowed(int localDay, int firstSlot, int endSlot)
    {
        if (localDay != _day)
        {
            _day = localDay;
            _count = _log.CountRecords(firstSlot, endSlot);
        }

        bool hasRoom = SegmentIndex.Capacity - _log.Segments.Count > FreeSegments;
        int left = (hasRoom ? Limit : FairShare) - _count;
        return left < AlwaysPerSlot ? AlwaysPerSlot : left;
    }

    /// <summary>Notes that records of that day have been written.</summary>
    public void Add(int count)
    {
        _count += count;
    }
}

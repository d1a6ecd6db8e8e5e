using BluezoneTag.Protocol.Advertising;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// How far this tag's radio grid is shifted against its own UTC, so that it meets its neighbours (docs/schedule.md, "When
/// clocks disagree"). Long scans see neighbours' bursts begin; from these the shift follows. UTC itself, and with it the id
/// and the log, is never touched by what a stranger sends.
/// </summary>
public sealed class GridPhase
{
    /// <summary>A burst heard this soon after the scan began may have begun before it.</summary>
    public const int ClippedMs = 150;

    /// <summary>Samples kept of one scan; more add nothing to a median.</summary>
    public const int MaxSamples = 16;

    /// <summary>Hours that one step of hearsay costs: a shift learned from a neighbour is good to a tenth of a second.</summary>
    public const int HearsayHours = 4;

    // The first advertisement of a burst can be missed, but it cannot come early: a neighbour that seems early is early, one
    // that seems late may have been missed once or twice. So lateness is believed only when two scans in a row say it, and
    // then the smaller figure. Windows overlap well up to these differences; less is not worth carrying noise around.
    private const int EarlyMs = 120;
    private const int LateMs = 200;
    private const int FullStepMs = 300;
    private const int AgreementMs = 300;
    private const long HourMs = 3600000;

    private readonly int[] _offsetsMs = new int[MaxSamples];
    private readonly byte[] _hours = new byte[MaxSamples];
    private int _count;
    private int _lateMs;
    private bool _isOwnLarger;

    /// <summary>Grid time less UTC, milliseconds.</summary>
    public int OffsetMs { get; private set; }

    /// <summary>UTC milliseconds of the sync, own or a neighbour's, that the grid goes back to; 0 for none.</summary>
    public long FreshUtcMs { get; private set; }

    /// <summary>Corrections made since the start.</summary>
    public int CorrectionCount { get; private set; }

    /// <summary>Begins afresh at a sync, or from what was saved.</summary>
    public void Reset(long freshUtcMs, int offsetMs)
    {
        FreshUtcMs = freshUtcMs;
        OffsetMs = offsetMs;
        _count = 0;
    }

    /// <summary>Whole hours since the sync that the grid goes back to, as sent on the air: 0..254, or 255 for unknown.</summary>
    public int HoursAt(long utcMs)
    {
        long elapsedMs = utcMs - FreshUtcMs;
        if (FreshUtcMs == 0 || elapsedMs < 0)
        {
            return AdvertisingData.HoursSinceSyncUnknown;
        }

        long hours = elapsedMs / HourMs;
        return hours > AdvertisingData.MaxHoursSinceSync ? AdvertisingData.MaxHoursSinceSync : (int)hours;
    }

    /// <summary>Forgets the samples of the scan before.</summary>
    public void BeginScan()
    {
        _count = 0;
    }

    /// <summary>
    /// One neighbour's burst began <paramref name="offsetMs"/> later than the grid says it should.
    /// <paramref name="hours"/> as sent. <paramref name="isOwnLarger"/>: of the two ids.
    /// </summary>
    public void AddSample(int offsetMs, int hours, bool isOwnLarger)
    {
        if (_count < MaxSamples)
        {
            _offsetsMs[_count] = offsetMs;
            _hours[_count] = (byte)hours;
            _count++;
            _isOwnLarger = isOwnLarger;
        }
    }

    /// <summary>
    /// Corrects the shift by the samples of a long scan. Neighbours with a clearly fresher sync are followed; those of about the
    /// same age are met halfway, and of a pair that is far apart only the larger id moves; staler ones are left to find us.
    /// No shift beyond <paramref name="limitMs"/>, what the own clock can be wrong by.
    /// </summary>
    public void Correct(long utcMs, int limitMs)
    {
        int own = HoursAt(utcMs);
        int fresher = KeepFresher(own);
        if (fresher > 0)
        {
            int hours = WorstHours(fresher);
            if (Move(Believe(Median(fresher)), limitMs) && _lateMs == 0)
            {
                FreshUtcMs = utcMs - ((hours + HearsayHours) * HourMs);
            }

            return;
        }

        int alike = KeepAlike(own);
        if (alike > 0)
        {
            int median = Believe(Median(alike));
            bool isFar = median > FullStepMs || median < -FullStepMs;
            if (!isFar)
            {
                Move(median * 3 / 10, limitMs);
            }
            else if (alike > 1 || _isOwnLarger)
            {
                Move(median, limitMs);
            }
        }
    }

    /// <summary>
    /// After a scan of a whole period: takes the shift that explains most of the neighbours, whichever of the two windows of
    /// a slot each of them was heard in, and of equal ones the least: who is in step already stays. Samples are moments within
    /// the period. False when nobody was heard.
    /// </summary>
    public bool Acquire()
    {
        int best = 0;
        int bestVotes = 0;
        for (int i = 0; i < _count * 2; i++)
        {
            int candidate = Candidate(i);
            int votes = 0;
            for (int j = 0; j < _count * 2; j++)
            {
                votes += IsAlike(candidate, Candidate(j)) ? 1 : 0;
            }

            if (votes > bestVotes || (votes == bestVotes && IsLess(candidate, best)))
            {
                best = candidate;
                bestVotes = votes;
            }
        }

        if (bestVotes == 0)
        {
            return false;
        }

        // The grid is late when neighbours are early: a whole period either way is the same grid.
        OffsetMs -= Shift(best);
        CorrectionCount++;
        return true;
    }

    private static int Shift(int momentMs)
    {
        return momentMs > RadioSlots.CompanyPeriodMs / 2 ? momentMs - RadioSlots.CompanyPeriodMs : momentMs;
    }

    private static bool IsLess(int first, int second)
    {
        return Timekeeping.IntegerMath.Absolute(Shift(first)) < Timekeeping.IntegerMath.Absolute(Shift(second));
    }

    private static bool IsAlike(int first, int second)
    {
        int apart = first > second ? first - second : second - first;
        return apart <= AgreementMs || apart >= RadioSlots.CompanyPeriodMs - AgreementMs;
    }

    // Each sample could have been the first window of its slot, or the second.
    private int Candidate(int index)
    {
        int offset = _offsetsMs[index / 2] - (index % 2 == 0 ? 0 : RadioSlots.SecondCentreMs);
        return offset < 0 ? offset + RadioSlots.CompanyPeriodMs : offset;
    }

    // Moves the samples that are clearly fresher to the front and returns how many.
    private int KeepFresher(int own)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_hours[i] != AdvertisingData.HoursSinceSyncUnknown && _hours[i] + HearsayHours < own)
            {
                Swap(i, kept++);
            }
        }

        return kept;
    }

    private int KeepAlike(int own)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_hours[i] <= own + HearsayHours)
            {
                Swap(i, kept++);
            }
        }

        return kept;
    }

    private int WorstHours(int count)
    {
        int worst = 0;
        for (int i = 0; i < count; i++)
        {
            worst = _hours[i] > worst ? _hours[i] : worst;
        }

        return worst;
    }

    private int Median(int count)
    {
        for (int i = 1; i < count; i++)
        {
            for (int j = i; j > 0 && _offsetsMs[j] < _offsetsMs[j - 1]; j--)
            {
                Swap(j, j - 1);
            }
        }

        return _offsetsMs[count / 2];
    }

    // What of a measured offset is beyond doubt: 0 while nothing is.
    private int Believe(int medianMs)
    {
        int before = _lateMs;
        _lateMs = medianMs > LateMs ? medianMs : 0;
        if (medianMs <= LateMs)
        {
            return medianMs < -EarlyMs ? medianMs : 0;
        }

        int believed = before < medianMs ? before : medianMs;
        if (believed > 0)
        {
            _lateMs = 0;
        }

        return believed;
    }

    // False when the neighbours are farther away than the clock can be wrong.
    private bool Move(int offsetMs, int limitMs)
    {
        int next = OffsetMs - offsetMs;
        if (next > limitMs || next < -limitMs)
        {
            return false;
        }

        CorrectionCount += offsetMs == 0 ? 0 : 1;
        OffsetMs = next;
        return true;
    }

    private void Swap(int first, int second)
    {
        int offset = _offsetsMs[first];
        byte hours = _hours[first];
        _offsetsMs[first] = _offsetsMs[second];
        _hours[first] = _hours[second];
        _offsetsMs[second] = offset;
        _hours[second] = hours;
    }
}

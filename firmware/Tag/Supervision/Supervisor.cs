using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Supervision;

/// <summary>
/// Decides when the tag cannot go on and must restart (docs/supervisor.md lists every fault and its answer). It never
/// restarts within the first ten minutes: a fault that a restart does not cure must not become a restart loop, and a tag
/// that only hears, or only sends, is better than none.
/// </summary>
public sealed class Supervisor
{
    /// <summary>Stack starts that may fail in a row.</summary>
    public const int MaxFailedStarts = 5;

    /// <summary>Exceptions within <see cref="ExceptionPeriodMs"/> that ask for a restart.</summary>
    public const int MaxExceptions = 3;

    /// <summary>Milliseconds in which exceptions are counted together.</summary>
    public const int ExceptionPeriodMs = 600000;

    /// <summary>No restart is asked for before this uptime.</summary>
    public const int MinUptimeMs = 600000;

    /// <summary>Free bytes of heap below which the tag restarts: less than one heard advertisement takes for a moment.</summary>
    public const int MinFreeHeapBytes = 1536;

    /// <summary>Milliseconds between two looks at the heap.</summary>
    public const int HeapPeriodMs = 600000;

    /// <summary>The planned restart happens in this local hour.</summary>
    public const int NightHour = 3;

    /// <summary>... at the latest at this minute of it, company or not.</summary>
    public const int LatestNightMinute = 30;

    /// <summary>... and not sooner than this after the last start.</summary>
    public const long NightMinUptimeMs = 20 * 3600000L;

    private readonly IPower _power;
    private readonly TagCounters _counters;
    private long _exceptionPeriodStartMs;
    private int _exceptionCount;
    private long _nextHeapCheckMs;

    /// <summary>Counts into <paramref name="counters"/>, reads the heap from <paramref name="power"/>.</summary>
    public Supervisor(IPower power, TagCounters counters)
    {
        _power = power;
        _counters = counters;
    }

    /// <summary>What a restart is wanted for; stays until the restart.</summary>
    public RestartReason Wanted { get; private set; }

    /// <summary>Notes an exception that reached the top.</summary>
    public void OnException(long uptimeMs)
    {
        _counters.Add(TagCounter.Exceptions, 1);
        if (uptimeMs - _exceptionPeriodStartMs > ExceptionPeriodMs)
        {
            _exceptionPeriodStartMs = uptimeMs;
            _exceptionCount = 0;
        }

        _exceptionCount++;
        if (_exceptionCount >= MaxExceptions)
        {
            Want(RestartReason.Exceptions, uptimeMs);
        }
    }

    /// <summary>Looks at the radio's failed starts and, now and then, at the heap; returns its free bytes then, and -1 otherwise.</summary>
    public int Check(long uptimeMs, int failedStartCount)
    {
        if (failedStartCount >= MaxFailedStarts)
        {
            Want(RestartReason.Radio, uptimeMs);
        }

        if (uptimeMs < _nextHeapCheckMs)
        {
            return -1;
        }

        _nextHeapCheckMs = uptimeMs + HeapPeriodMs;
        int freeBytes = _power.GetFreeHeapBytes();
        if (freeBytes < MinFreeHeapBytes)
        {
            _counters.Add(TagCounter.LowHeap, 1);
            Want(RestartReason.Heap, uptimeMs);
        }

        return freeBytes;
    }

    /// <summary>Asks for the planned restart when it is time; <paramref name="localMinute"/> is 0..1439.</summary>
    public void CheckNight(long uptimeMs, int localMinute, bool hasCompany)
    {
        bool isNightHour = localMinute / 60 == NightHour;
        bool isLate = localMinute % 60 >= LatestNightMinute;
        if (isNightHour && uptimeMs >= NightMinUptimeMs && (!hasCompany || isLate))
        {
            Want(RestartReason.Night, uptimeMs);
        }
    }

    private void Want(RestartReason reason, long uptimeMs)
    {
        if (Wanted == RestartReason.None && uptimeMs >= MinUptimeMs)
        {
            Wanted = reason;
            _counters.Add(reason == RestartReason.Night ? TagCounter.PlannedRestarts : TagCounter.ForcedRestarts, 1);
        }
    }
}

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Counts failures in a row and locks for longer and longer (docs/protocol.md 8.8). Level and count are kept in flash by the owner;
/// after a restart the whole of a pending lock runs again, because nobody knows how long the tag was off.
/// </summary>
public sealed class LockOut
{
    /// <summary>Failures in a row that lock.</summary>
    public const int MaxFailures = 3;

    private const int MaxDoublings = 20;

    private readonly int _firstSeconds;
    private readonly int _maxSeconds;
    private long _untilMs;

    /// <summary>The first lock is so long, each further one twice as long, none longer than the last figure.</summary>
    public LockOut(int firstSeconds, int maxSeconds)
    {
        _firstSeconds = firstSeconds;
        _maxSeconds = maxSeconds;
    }

    /// <summary>Locks for as long as <paramref name="level"/>, 1 or more, says; 0 does nothing.</summary>
    public void Lock(int level, long uptimeMs)
    {
        _untilMs = level <= 0 ? 0 : uptimeMs + (SecondsOf(level) * 1000L);
    }

    /// <summary>Seconds still locked, rounded up; 0 when open.</summary>
    public int LeftSeconds(long uptimeMs)
    {
        return uptimeMs >= _untilMs ? 0 : (int)((_untilMs - uptimeMs + 999) / 1000);
    }

    /// <summary>Seconds that lock number <paramref name="level"/> lasts.</summary>
    public int SecondsOf(int level)
    {
        int doublings = level - 1 < MaxDoublings ? level - 1 : MaxDoublings;
        long seconds = (long)_firstSeconds << doublings;
        return seconds > _maxSeconds ? _maxSeconds : (int)seconds;
    }
}

using System;
using System.Threading;
using BluezoneTag.Tag.Ports;
using nanoFramework.Runtime.Native;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The chip's clock. nanoFramework fact: thread sleeps, timers and tick counts stand still during light sleep, and only
/// DateTime.UtcNow runs on; it survives a restart and is 1970 after power was lost. So uptime is UTC less an origin, and
/// the origin moves with every <see cref="SetUtc"/>. The run loop and the scanner's thread both read: hence the lock.
/// </summary>
public sealed class Esp32Clock : IClock
{
    private const long UnixEpochTicks = 621355968000000000;
    private const long TicksPerMs = 10000;
    private const int SecondMs = 1000;

    // 2020-01-01: any earlier time is a clock that was never set.
    private const long KnownFromUtcMs = 1577836800000;

    // Thread.Sleep steps by 10 ms and another thread may run for 20 ms: the rest of the wait is spun.
    private const int SpinMs = 30;

    private readonly object _lock = new object();
    private long _originUtcMs;

    /// <summary>Uptime starts here.</summary>
    public Esp32Clock()
    {
        _originUtcMs = ReadUtcMs();
    }

    /// <inheritdoc/>
    public void Read(TagTime time)
    {
        lock (_lock)
        {
            long utcMs = ReadUtcMs();
            time.UtcMs = utcMs;
            time.UptimeMs = utcMs - _originUtcMs;
            time.IsUtcKnown = utcMs >= KnownFromUtcMs;
        }
    }

    /// <summary>
    /// Waits for the next full second of the new time and sets the clock then. nanoFramework fact: setting takes whole
    /// seconds and drops the rest. Up to a second slow, at most some 20 ms wrong.
    /// </summary>
    public void SetUtc(long utcMs)
    {
        long calledUtcMs = ReadUtcMs();
        long waitMs = (SecondMs - (utcMs % SecondMs)) % SecondMs;
        if (waitMs > SpinMs)
        {
            Thread.Sleep((int)waitMs - SpinMs);
        }

        while (ReadUtcMs() - calledUtcMs < waitMs)
        {
        }

        lock (_lock)
        {
            long uptimeMs = ReadUtcMs() - _originUtcMs;
            Rtc.SetSystemTime(new DateTime(UnixEpochTicks + ((utcMs + waitMs) * TicksPerMs)));
            _originUtcMs = ReadUtcMs() - uptimeMs;
        }
    }

    // DateTime is a struct: nothing is allocated.
    private static long ReadUtcMs()
    {
        return (DateTime.UtcNow.Ticks - UnixEpochTicks) / TicksPerMs;
    }
}

using System;
using System.Diagnostics;
using System.Threading;

namespace BluezoneTag.Flasher.Links;

/// <summary>The real time. The one place of this program that asks for it.</summary>
public sealed class SystemClock : ILinkClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, for the creation day of a key.</summary>
    public static long UtcNowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <inheritdoc/>
    public void Wait(TimeSpan duration) => Thread.Sleep(duration);
}

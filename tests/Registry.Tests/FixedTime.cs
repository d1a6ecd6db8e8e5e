using System;

namespace BluezoneTag.Registry.Tests;

/// <summary>A clock that goes one second forward each time it is read.</summary>
internal sealed class FixedTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(1);
}

using System;

namespace BluezoneTag.Flasher.Desk;

/// <summary>The program's one source of UTC, as the registry wants it.</summary>
public sealed class EnvironmentTime(Func<long> utcNowMs) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(utcNowMs());
}

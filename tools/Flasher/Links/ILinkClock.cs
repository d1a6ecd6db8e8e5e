using System;

namespace BluezoneTag.Flasher.Links;

/// <summary>Time as the flasher knows it: what has passed, and waiting. Tests give a simulated one.</summary>
public interface ILinkClock
{
    /// <summary>Time since some fixed moment; never runs back.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Returns after <paramref name="duration"/>.</summary>
    void Wait(TimeSpan duration);
}

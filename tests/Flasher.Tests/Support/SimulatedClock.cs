using System;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>Time that passes only when somebody waits or sends.</summary>
public sealed class SimulatedClock : ILinkClock
{
    public TimeSpan Elapsed { get; private set; }

    public void Wait(TimeSpan duration) => Elapsed += duration;
}

using System;

namespace BluezoneTag.Simulator.Platform;

/// <summary>The moment the power went: whoever runs the tag drops it and boots a new one over the same flash.</summary>
public sealed class PowerCutException : Exception
{
    /// <summary>A cut.</summary>
    public PowerCutException()
        : base("Power was cut.")
    {
    }
}

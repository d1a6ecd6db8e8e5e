using System;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>Measurements that support no calibration: what is wrong, and what to do.</summary>
public sealed class CalibrationException : Exception
{
    /// <summary>Two sentences.</summary>
    public CalibrationException(string what, string next)
        : base($"{what} {next}")
    {
    }
}

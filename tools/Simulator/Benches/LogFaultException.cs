using System;

namespace BluezoneTag.Simulator.Benches;

/// <summary>A storage promise that did not hold.</summary>
public sealed class LogFaultException : Exception
{
    /// <summary>What did not hold.</summary>
    public LogFaultException(string what)
        : base(what)
    {
    }
}

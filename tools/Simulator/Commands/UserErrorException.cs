using System;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Something the user can mend: what happened, and what to try next.</summary>
public sealed class UserErrorException : Exception
{
    /// <summary>Two sentences.</summary>
    public UserErrorException(string what, string next)
        : base($"{what} {next}")
    {
    }
}

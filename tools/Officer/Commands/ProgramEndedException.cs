using System;

namespace BluezoneTag.Officer.Commands;

/// <summary>What a test throws at a file step to end the program there: nothing catches it.</summary>
public sealed class ProgramEndedException : Exception
{
    /// <summary>Ended before <paramref name="step"/>.</summary>
    public ProgramEndedException(string step)
        : base($"ended before: {step}")
    {
    }
}

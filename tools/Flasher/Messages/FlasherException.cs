using System;

namespace BluezoneTag.Flasher.Messages;

/// <summary>Something a technician can act on: what happened, and what to try next.</summary>
public sealed class FlasherException : Exception
{
    /// <summary>A failure with its exit code.</summary>
    public FlasherException(ExitCode code, Text what, Text next, Exception? cause = null)
        : base($"{what.English} {next.English}", cause)
    {
        Code = code;
        What = what;
        Next = next;
    }

    /// <summary>Exit code of the program.</summary>
    public ExitCode Code { get; }

    /// <summary>What happened, and where.</summary>
    public Text What { get; }

    /// <summary>What to try next.</summary>
    public Text Next { get; }
}

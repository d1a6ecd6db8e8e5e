namespace BluezoneTag.Flasher.Messages;

/// <summary>Exit codes: stable, listed in docs/flasher.md.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done and checked.</summary>
    Success = 0,

    /// <summary>A fault of this tool.</summary>
    Fault = 1,

    /// <summary>The command line makes no sense.</summary>
    Usage = 2,

    /// <summary>A file is missing, damaged or of the wrong kind. Nothing was erased.</summary>
    BadInput = 3,

    /// <summary>The port is missing, busy, forbidden, or it vanished.</summary>
    Port = 4,

    /// <summary>The chip does not answer, is locked, or changed in the middle of the job.</summary>
    Chip = 5,

    /// <summary>Files and chip do not belong together, or something is too large. Nothing was erased.</summary>
    DoesNotFit = 6,

    /// <summary>Writing failed after all retries. The tag is incomplete; run again.</summary>
    Write = 7,

    /// <summary>What is on the chip is not what should be there.</summary>
    Verify = 8,

    /// <summary>Written and verified, but the started tag does not answer as it should.</summary>
    NoAnswer = 9,

    /// <summary>The registry cannot be read or written. Used by the commands that keep the registry.</summary>
    Registry = 10,

    /// <summary>The registry does not allow it: no such tag, wrong state, holder has another. Nothing was changed.</summary>
    Refused = 11,

    /// <summary>Stopped with Ctrl+C.</summary>
    Interrupted = 130,
}

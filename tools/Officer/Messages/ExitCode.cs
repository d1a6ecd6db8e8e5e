namespace BluezoneTag.Officer.Messages;

/// <summary>Exit codes: stable, listed in docs/officer.md.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done, checked and recorded.</summary>
    Success = 0,

    /// <summary>A fault of this tool.</summary>
    Fault = 1,

    /// <summary>The command line makes no sense.</summary>
    Usage = 2,

    /// <summary>A file is missing, damaged or of the wrong kind.</summary>
    BadInput = 3,

    /// <summary>The passphrase is wrong, too weak, or cannot be asked for.</summary>
    Passphrase = 4,

    /// <summary>The desk's rules do not allow it.</summary>
    Refused = 5,

    /// <summary>A certificate or the audit log does not hold.</summary>
    Verify = 8,

    /// <summary>The desk or a file cannot be written.</summary>
    Storage = 10,
}

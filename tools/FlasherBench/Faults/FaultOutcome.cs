namespace BluezoneTag.FlasherBench.Faults;

/// <summary>How a run with a fault ended.</summary>
public enum FaultEnd
{
    /// <summary>OK, nothing had to be repeated.</summary>
    Ok,

    /// <summary>OK after something was repeated or the port was opened again.</summary>
    Repaired,

    /// <summary>A clear error, and the next run was OK.</summary>
    ErrorThenOk,

    /// <summary>A promise was broken.</summary>
    Wrong,
}

/// <summary>How one run ended.</summary>
/// <param name="Case">Which one.</param>
/// <param name="End">How.</param>
/// <param name="Detail">What is wrong, or the error's words.</param>
public sealed record FaultOutcome(FaultCase Case, FaultEnd End, string Detail);

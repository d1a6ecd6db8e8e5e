namespace BluezoneTag.Registry.Results;

/// <summary>A problem in words.</summary>
/// <param name="What">What happened, and where.</param>
/// <param name="Next">What to try next.</param>
public sealed record Message(string What, string Next)
{
    /// <summary>Both, in one line.</summary>
    public override string ToString() => $"{What} {Next}";
}

namespace BluezoneTag.Simulator.Benches;

/// <summary>A promise that was not kept.</summary>
/// <param name="Case">The run, which can be repeated.</param>
/// <param name="What">What was wrong.</param>
public sealed record LogFailure(LogCase Case, string What)
{
    /// <summary>The command that repeats it.</summary>
    public string Command => $"dotnet run -c Release --project tools/Simulator -- bench log --case {Case}";
}

using System;
using System.Runtime.CompilerServices;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Assertions about runs that depend on a seed: a failure says how to repeat the run that failed.</summary>
internal static class Seeded
{
    /// <summary>Fails with <paramref name="what"/> and the command that repeats the calling test with this seed.</summary>
    public static void True(bool condition, ulong seed, string what, [CallerMemberName] string test = "")
    {
        Assert.True(condition, $"{what}{Environment.NewLine}Repeat it with: {ReplayCommand(test, seed)}");
    }

    /// <summary>Command that runs one theory with one seed.</summary>
    public static string ReplayCommand(string test, ulong seed) =>
        $"dotnet test tests/Simulator.Tests --filter \"FullyQualifiedName~{test}&DisplayName~seed: {seed}\\)\"";
}

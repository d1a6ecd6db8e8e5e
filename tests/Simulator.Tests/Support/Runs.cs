using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Runs as the tests make them.</summary>
internal static class Runs
{
    /// <summary>Default options; the replay command is that of the test.</summary>
    public static ScenarioOptions Options(string test, ulong seed) => new()
    {
        Scenario = test,
        Source = "made for a test",
        ReplayCommand = Seeded.ReplayCommand(test, seed),
        Seed = seed,
    };
}

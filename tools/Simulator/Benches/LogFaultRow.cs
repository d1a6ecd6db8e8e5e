using System.Text.Json.Serialization;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What the fault bench did with one scenario on one level.</summary>
public sealed class LogFaultRow
{
    private readonly LogCaseRunner _runner;

    /// <summary>Nothing yet.</summary>
    public LogFaultRow(LogScenario scenario, bool isOnBlocks, LogCaseRunner runner)
    {
        Scenario = scenario;
        IsOnBlocks = isOnBlocks;
        _runner = runner;
    }

    /// <summary>Which.</summary>
    [JsonIgnore]
    public LogScenario Scenario { get; }

    /// <summary>Its name.</summary>
    public string Name => Scenario.Name;

    /// <summary>What it is.</summary>
    public string Description => Scenario.Description;

    /// <summary>On the block model, or on files alone.</summary>
    public bool IsOnBlocks { get; }

    /// <summary>Flash operations of the scenario without a cut.</summary>
    public int OperationCount => _runner.OperationCount;

    /// <summary>Power cuts.</summary>
    public long CutCount => _runner.CutCount;

    /// <summary>Reads of the dearest start.</summary>
    public int MountReads => _runner.MountReads;

    /// <summary>Runs.</summary>
    public long RunCount { get; private set; }

    /// <summary>Runs in which a promise was not kept.</summary>
    public long FailureCount { get; private set; }

    /// <summary>Notes one run.</summary>
    public void Note(bool isFailure)
    {
        RunCount++;
        FailureCount += isFailure ? 1 : 0;
    }
}

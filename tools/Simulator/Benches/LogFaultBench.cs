using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Cuts the power in every flash operation of every scenario, in every way, and again while the tag recovers; goes round with ever other torn
/// states until the wanted number of cuts is reached. Enumerated, not drawn: the same number of cuts is the same runs.
/// </summary>
public sealed class LogFaultBench
{
    private const int CutsAtOnePlace = 256;

    private const int QuickImages = 500;

    // Places of the second cut for each first one; a longer recovery is cut at every second place, every third...
    private const int MaxSecondCuts = 6;

    // Rounds in which a heavy scenario takes its turn: the first ones, and then each so many.
    private const int FirstRounds = 4;
    private const int HeavyEvery = 16;

    // Torn, as before, empty, torn in the middle, as after: what finds most comes first.
    private static readonly int[] FirstVariants = [3, 0, 2, 4, 1];

    private readonly List<LogFaultRow> _rows = [];
    private readonly List<LogFailure> _failures = [];
    private readonly List<LogCaseRunner> _runners = [];

    /// <summary>Prepares all scenarios on both levels.</summary>
    public LogFaultBench()
        : this(LogScenarios.All)
    {
    }

    /// <summary>Prepares <paramref name="scenarios"/> on both levels.</summary>
    public LogFaultBench(IEnumerable<LogScenario> scenarios)
    {
        foreach (LogScenario scenario in scenarios)
        {
            Add(scenario, isOnBlocks: false);
            if (!scenario.IsFilesOnly)
            {
                Add(scenario, isOnBlocks: true);
            }
        }
    }

    /// <summary>One row for each scenario and level.</summary>
    public IReadOnlyList<LogFaultRow> Rows => _rows;

    /// <summary>The first failures.</summary>
    public IReadOnlyList<LogFailure> Failures => _failures;

    /// <summary>Power cuts so far.</summary>
    public long CutCount => _runners.Sum(runner => runner.CutCount);

    /// <summary>Failures after which it stops.</summary>
    public int MaxFailures { get; init; } = 20;

    /// <summary>Runs until at least <paramref name="cuts"/> cuts have been made.</summary>
    public void Run(long cuts)
    {
        for (int round = 0; !IsDone(cuts); round++)
        {
            for (int i = 0; i < _runners.Count && !IsDone(cuts); i++)
            {
                RunTurn(i, round);
            }
        }
    }

    private bool IsDone(long cuts) => CutCount >= cuts || _failures.Count >= MaxFailures;

    private void RunTurn(int index, int round)
    {
        int variant = round < FirstVariants.Length ? FirstVariants[round] : round;
        if (!_rows[index].Scenario.IsHeavy || round < FirstRounds || round % HeavyEvery == 0)
        {
            RunVariant(index, variant, isThin: _rows[index].Scenario.IsHeavy && round >= FirstRounds);
        }

        if (round == FirstRounds)
        {
            RunAtOnePlace(index);
        }
    }

    /// <summary>Runs one case again. Null when all is well.</summary>
    public static string? Replay(LogCase one) => new LogCaseRunner(LogScenarios.Find(one.Scenario)!, one.IsOnBlocks).Run(one);

    /// <summary>
    /// Runs <paramref name="cuts"/> cuts; null when all is well, otherwise the first failure in one line. The entry of the mutation
    /// tests, which call it in assemblies with a planted bug.
    /// </summary>
    public static string? FirstFailure(long cuts)
    {
        try
        {
            var bench = new LogFaultBench { MaxFailures = 1 };
            bench.Run(cuts);
            if (bench.Failures.Count > 0)
            {
                return $"{bench.Failures[0].Case}: {bench.Failures[0].What}";
            }

            IReadOnlyList<string> damage = LogDamageBench.RandomImages(QuickImages);
            return damage.Count == 0 ? null : damage[0];
        }
        catch (Exception exception) when (exception is InvalidOperationException or LogFaultException)
        {
            return exception.Message;
        }
    }

    private void Add(LogScenario scenario, bool isOnBlocks)
    {
        var runner = new LogCaseRunner(scenario, isOnBlocks);
        _runners.Add(runner);
        _rows.Add(new LogFaultRow(scenario, isOnBlocks, runner));
    }

    private void RunVariant(int index, int variant, bool isThin)
    {
        LogCaseRunner runner = _runners[index];
        int step = isThin ? 2 : 1;
        for (int operation = 1; operation <= runner.OperationCount; operation += step)
        {
            Try(index, new LogCase(_rows[index].Scenario.Name, _rows[index].IsOnBlocks, operation, variant, 0));
            int last = runner.RecoveryOperations + 1;
            int stride = _rows[index].Scenario.IsHeavy ? last : 1 + (last / MaxSecondCuts);
            for (int second = 1; second <= last; second += stride)
            {
                Try(index, new LogCase(_rows[index].Scenario.Name, _rows[index].IsOnBlocks, operation, variant, second));
            }
        }
    }

    // The same place again and again: the first operation after each start, from the middle of the scenario on.
    private void RunAtOnePlace(int index)
    {
        LogCaseRunner runner = _runners[index];
        if (!_rows[index].Scenario.IsHeavy)
        {
            int middle = (runner.OperationCount + 1) / 2;
            Try(index, new LogCase(_rows[index].Scenario.Name, _rows[index].IsOnBlocks, middle, 0, 1, CutsAtOnePlace));
            Try(index, new LogCase(_rows[index].Scenario.Name, _rows[index].IsOnBlocks, middle, 5, 1, CutsAtOnePlace));
        }
    }

    private void Try(int index, LogCase one)
    {
        string? wrong = _runners[index].Run(one);
        _rows[index].Note(wrong != null);
        if (wrong != null && _failures.Count < MaxFailures)
        {
            _failures.Add(new LogFailure(one, wrong));
        }
    }
}

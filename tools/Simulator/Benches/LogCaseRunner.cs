using System;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Runs one scenario with power cuts and looks after each start, and at the end, whether every promise was kept.</summary>
public sealed class LogCaseRunner
{
    private readonly LogScenario _scenario;
    private readonly LogRig _prepared;
    private readonly bool _isOnBlocks;

    /// <summary>Prepares the flash of <paramref name="scenario"/> once, and runs it once without a cut to count its operations.</summary>
    public LogCaseRunner(LogScenario scenario, bool isOnBlocks)
    {
        _scenario = scenario;
        _isOnBlocks = isOnBlocks;
        IFaultyFiles files = isOnBlocks ? new LittleFiles(new NorFlash(scenario.PartitionBlocks)) : new FileFlash();
        _prepared = new LogRig(files, new LogLedger());
        scenario.Prepare(_prepared);
        FirstOperation = files.OperationCount;
        LogRig rig = _prepared.Fork();
        RunClean(rig);
        OperationCount = rig.Files.OperationCount - FirstOperation;
        MountReads = rig.MountReads;
    }

    /// <summary>Operations while preparing.</summary>
    public int FirstOperation { get; }

    /// <summary>Operations of the whole scenario without a cut.</summary>
    public int OperationCount { get; }

    /// <summary>Power cuts so far.</summary>
    public long CutCount { get; private set; }

    /// <summary>Reads of the dearest start so far.</summary>
    public int MountReads { get; private set; }

    /// <summary>Operations of the last recovery.</summary>
    public int RecoveryOperations { get; private set; }

    /// <summary>Runs one case. Null when every promise was kept, otherwise what was not.</summary>
    public string? Run(LogCase one)
    {
        LogRig rig = _prepared.Fork();
        rig.Files.CutAt = FirstOperation + one.Operation;
        rig.Files.Variant = one.Variant;
        try
        {
            Run(rig, one);
            MountReads = Math.Max(MountReads, rig.MountReads);
            return rig.Compare() ?? rig.FindTooOld();
        }
        catch (LogFaultException fault)
        {
            return fault.Message;
        }
        catch (Exception exception) when (exception is not PowerCutException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private void RunClean(LogRig rig)
    {
        rig.Boot();
        foreach (Action<LogRig> step in _scenario.Steps)
        {
            step(rig);
        }

        if ((rig.Compare() ?? rig.FindTooOld()) is string wrong)
        {
            throw new InvalidOperationException($"Scenario {_scenario.Name} on {(_isOnBlocks ? "blocks" : "files")} fails without any cut: {wrong}.");
        }
    }

    private void Run(LogRig rig, LogCase one)
    {
        int step = 0;
        int again = one.SecondOperation == 0 ? 0 : one.Repeats;
        bool isOn = false;
        bool wasCut = false;
        while (step < _scenario.Steps.Count)
        {
            try
            {
                if (!isOn)
                {
                    int before = rig.Files.OperationCount;
                    rig.Boot();
                    isOn = true;
                    RecoveryOperations = wasCut ? rig.Files.OperationCount - before : RecoveryOperations;
                    CheckStart(rig, wasCut);
                }

                _scenario.Steps[step](rig);
                step++;
            }
            catch (PowerCutException)
            {
                CutCount++;
                rig.LosePower();
                wasCut = true;
                isOn = false;
                rig.Files.CutAt = again > 0 ? rig.Files.OperationCount + one.SecondOperation : 0;
                again--;
            }
        }
    }

    private static void CheckStart(LogRig rig, bool wasCut)
    {
        if (wasCut && rig.Compare() is string wrong)
        {
            throw new LogFaultException(wrong);
        }
    }
}

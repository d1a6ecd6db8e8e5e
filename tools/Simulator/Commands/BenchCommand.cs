using System;
using System.CommandLine;
using BluezoneTag.Simulator.Benches;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`bench`: figures that hold on any machine.</summary>
public static class BenchCommand
{
    /// <summary>The command and its benches.</summary>
    public static Command Create()
    {
        Option<string?> json = Options.Text("--json", "The same figures as JSON");
        var device = new Command("device", "Heap, instructions and size of the firmware on the chip.") { json };
        device.SetAction(parsed => Failure.Guard(() =>
        {
            string? path = parsed.GetValue(json);
            return path == null
                ? DeviceBench.Run(Console.Out, null)
                : new OutputFile(path, "--json").Write(temporary => DeviceBench.Run(Console.Out, temporary));
        }));
        return new Command("bench", "Benches: counts and ratios, not seconds.") { device, BenchScheduleCommand.Create(), BenchLogCommand.Create(), BenchExposureCommand.Create(), BenchSyncCommand.Create() };
    }
}

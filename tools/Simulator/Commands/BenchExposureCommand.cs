using System;
using System.CommandLine;
using BluezoneTag.Simulator.Benches;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`bench exposure`: forms of an exposure list, and what the check costs.</summary>
public static class BenchExposureCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> json = Options.Text("--json", "The same figures as JSON");
        var command = new Command("exposure", "Forms of an exposure list, and what the tag's check of its log costs.") { json };
        command.SetAction(parsed => Failure.Guard(() =>
        {
            string? path = parsed.GetValue(json);
            return path == null
                ? ExposureBench.Run(Console.Out, null)
                : new OutputFile(path, "--json").Write(temporary => ExposureBench.Run(Console.Out, temporary));
        }));
        return command;
    }
}

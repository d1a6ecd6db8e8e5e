using System;
using System.CommandLine;
using BluezoneTag.Simulator.Benches;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`bench log`: the contact log against power cuts, damage, a full flash and ten years.</summary>
public static class BenchLogCommand
{
    private const int DefaultCuts = 100000;
    private const int MaxCuts = 1000000000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> cuts = Options.Whole("--cuts", "Power cuts to make at least; 2000000 is the long run", DefaultCuts, 1, MaxCuts);
        Option<string?> json = Options.Text("--json", "The same figures as JSON");
        var one = new Option<string?>("--case") { Description = "Repeat one run that failed, as printed with the failure", HelpName = "CASE" };
        var command = new Command("log", "Power cuts, damage, capacity and wear of the contact log.") { cuts, json, one };
        command.SetAction(parsed => Failure.Guard(() =>
        {
            string? path = parsed.GetValue(json);
            if (parsed.GetValue(one) is string text)
            {
                return Repeat(text);
            }

            return path == null
                ? LogBench.Run(Console.Out, parsed.GetValue(cuts), null)
                : new OutputFile(path, "--json").Write(temporary => LogBench.Run(Console.Out, parsed.GetValue(cuts), temporary));
        }));
        return command;
    }

    private static int Repeat(string text)
    {
        LogCase one = LogCase.Parse(text)
            ?? throw new UserErrorException($"--case {text}: no such run.", "Copy it from the line that a failure prints: scenario:level:operation:variant:second:repeats.");
        string? wrong = LogFaultBench.Replay(one);
        Console.Out.WriteLine(wrong == null ? $"{one}: every promise kept" : $"{one}: {wrong}");
        return wrong == null ? 0 : 1;
    }
}

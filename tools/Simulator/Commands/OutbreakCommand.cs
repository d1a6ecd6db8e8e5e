using System;
using System.CommandLine;
using System.Text.Json;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`outbreak`: pupils of a school fall ill, and the tags say who met them.</summary>
public static class OutbreakCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
        Option<int> days = Options.Whole("--days", "School days", 5, 1, 14);
        Option<int> patients = Options.Whole("--patients", "Pupils who fall ill on the last day", 1, 1, 20);
        Option<string?> json = Options.Text("--json", "The same figures as JSON");
        var command = new Command("outbreak", "Pupils fall ill, their keys are published, every tag checks its own log.") { seed, days, patients, json };
        command.SetAction(parsed => Failure.Guard(() =>
        {
            OutputFile? file = parsed.GetValue(json) is { } path ? new OutputFile(path, "--json") : null;
            using var interrupt = new Interrupt();
            var options = new ScenarioOptions
            {
                Scenario = "outbreak",
                Source = "a made-up school of 240",
                ReplayCommand = Replay.CommandLine(),
                Seed = (ulong)parsed.GetValue(seed),
                Phones = 0,
            };
            int last = -1;
            OutbreakResult result = new OutbreakRun(options, parsed.GetValue(days), parsed.GetValue(patients)).Run((day, _) =>
            {
                interrupt.ThrowIfRequested();
                if (day != last)
                {
                    Console.Error.WriteLine($"day {day + 1} of {parsed.GetValue(days)} ...");
                    last = day;
                }
            });
            OutbreakReport.Write(result, options.ReplayCommand, Console.Out);
            file?.Write(JsonSerializer.Serialize(result, JsonOptions) + "\n");
            return 0;
        }));
        return command;
    }
}

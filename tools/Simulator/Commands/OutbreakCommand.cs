using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`outbreak`: pupils of a school fall ill and release their keys, and the tags say who met them.</summary>
public static class OutbreakCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
        Option<int> seeds = Options.Whole("--seeds", "Seeds to run, from the first on, and to add up", 1, 1, 100);
        Option<int> days = Options.Whole("--days", "School days", 5, 1, 14);
        Option<int> classes = Options.Whole("--classes", "Classes of 23 pupils and a teacher", SchoolGenerator.DefaultClasses, 1, SchoolGenerator.DefaultClasses);
        Option<int> patients = Options.Whole("--patients", "Pupils who fall ill on the last day", 1, 1, 20);
        Option<string?> json = Options.Text("--json", "The same figures as JSON");
        var command = new Command("outbreak", "Pupils fall ill, release their keys over the sync, and every tag checks its own log.") { seed, seeds, days, classes, patients, json };
        command.SetAction(parsed => Failure.Guard(() =>
        {
            OutputFile? file = parsed.GetValue(json) is { } path ? new OutputFile(path, "--json") : null;
            using var interrupt = new Interrupt();
            string replay = Replay.CommandLine();
            OutbreakResult[] results = [.. Enumerable.Range(parsed.GetValue(seed), parsed.GetValue(seeds))
                .Select(one => Run((ulong)one, parsed.GetValue(days), parsed.GetValue(patients), parsed.GetValue(classes), replay, interrupt))];
            Write(results, replay);
            file?.Write((results.Length == 1 ? JsonSerializer.Serialize(results[0], JsonOptions) : JsonSerializer.Serialize(results, JsonOptions)) + "\n");
            return 0;
        }));
        return command;
    }

    private static OutbreakResult Run(ulong seed, int days, int patients, int classes, string replay, Interrupt interrupt)
    {
        var options = new ScenarioOptions
        {
            Scenario = "outbreak",
            Source = $"a made-up school of {classes} classes",
            ReplayCommand = replay,
            Seed = seed,
            Phones = 0,
        };
        return new OutbreakRun(options, days, patients, classes).Run(what =>
        {
            interrupt.ThrowIfRequested();
            Console.Error.WriteLine($"seed {seed}: {what} ...");
        });
    }

    private static void Write(IReadOnlyList<OutbreakResult> results, string replay)
    {
        if (results.Count == 1)
        {
            OutbreakReport.Write(results[0], replay, Console.Out);
        }
        else
        {
            OutbreakReport.WriteAll(results, replay, Console.Out);
        }
    }
}

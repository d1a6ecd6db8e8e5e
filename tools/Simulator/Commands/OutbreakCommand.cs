using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

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
            Write(result, options.ReplayCommand, Console.Out);
            file?.Write(JsonSerializer.Serialize(result, JsonOptions) + "\n");
            return 0;
        }));
        return command;
    }

    private static void Write(OutbreakResult result, string replay, TextWriter output)
    {
        output.WriteLine($"{result.Tags} tags, {result.Days} school days, {result.LogRecords:N0} records in all logs");
        output.WriteLine($"Ill: {string.Join(", ", result.Patients)}; keys of all days published as F0; tags that say F1 published as F1");
        output.WriteLine("True: 15 minutes or more face to face with somebody listed, on one day");
        output.WriteLine($"  {"",-52}{"true",7}{"told",7}{"right",7}{"false",7}{"recall",9}{"precision",11}");
        Row(output, "F1, by the tags", result.F1);
        foreach ((int minutes, Detection score) in result.F1ByMinutes)
        {
            Row(output, $"... if the rule asked for {minutes} minutes", score);
        }

        Row(output, "F1, by the phone app's rule (one row, any distance)", result.F1PhoneRule);
        Row(output, "F2, by the tags, who met a listed F1", result.F2);
        Row(output, "F2, by the phone app's rule", result.F2PhoneRule);
        Row(output, "F2, by the tags, who met a true F1", result.F2OfTrueF1);
        for (int i = 0; i < result.ListBytes.Count; i++)
        {
            double seconds = result.LongestBlocks[i] * 10500 * IlRow.MicrosecondsPerInstruction / 1e6;
            output.WriteLine($"  list of F{i}: {result.ListBytes[i]:N0} bytes; dearest tag {result.LongestBlocks[i]:N0} SHA-256 blocks, about {seconds:N0} s of hashing");
        }

        output.WriteLine($"  signals: {result.Alerts[0]} tags show \"met an F0\", {result.Alerts[1]} \"met an F1\"");
        output.WriteLine($"Again: {replay}");
    }

    private static void Row(TextWriter output, string name, Detection score) =>
        output.WriteLine($"  {name,-52}{score.True,7}{score.Claimed,7}{score.Hits,7}{score.Claimed - score.Hits,7}{score.Recall,9:N2}{score.Precision,11:N2}");
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>An outbreak as text.</summary>
public static class OutbreakReport
{
    private const int InstructionsPerBlock = 10500;

    /// <summary>Writes the story of one seed: what was done when, who was told rightly, what the lists cost, and the command that repeats it.</summary>
    public static void Write(OutbreakResult result, string replay, TextWriter output)
    {
        output.WriteLine($"{result.Tags} tags, {result.Days} school days without their nights, {result.LogRecords:N0} records in all logs; seed {result.Seed}");
        output.WriteLine($"Ill: {string.Join(", ", result.Patients)}");
        output.WriteLine("After school on the last day, all over the sync; links die with 1 frame in 100:");
        foreach (KioskRound round in result.Rounds)
        {
            output.WriteLine($"  {TimeSpan.FromSeconds(round.StartSecond):hh\\:mm}  {round.What,-36} {round.Served,4} tags in {round.Seconds,5:N0} s; {round.Bytes,9:N0} bytes, {round.Cuts} links died, {round.PressedAgain} pressed again");
        }

        for (int i = 0; i < result.ListBytes.Count; i++)
        {
            double seconds = result.LongestBlocks[i] * InstructionsPerBlock * IlRow.MicrosecondsPerInstruction / 1e6;
            output.WriteLine($"  list of F{i}: {result.ListPeople[i]} people, {result.ListBytes[i]:N0} bytes; last tag done {result.CheckSeconds[i]:N0} s after the round; dearest {result.LongestBlocks[i]:N0} SHA-256 blocks, about {seconds:N0} s of hashing");
        }

        output.WriteLine($"  releases: {result.ReleasedBytes:N0} bytes, opened by the authority alone");
        output.WriteLine($"  signals: {result.Alerts[0]} tags show \"met an F0\", {result.Alerts[1]} \"met an F1\"");
        WriteScores(result.Scores, output);
        if (result.FalseF1Minutes.Count > 0)
        {
            output.WriteLine($"  F1 told wrongly: truly face to face for {string.Join(", ", result.FalseF1Minutes.Select(minutes => $"{minutes:N1}"))} min");
        }

        output.WriteLine($"Again: {replay}");
    }

    /// <summary>Writes several seeds: each in a line, then all people of all seeds together.</summary>
    public static void WriteAll(IReadOnlyList<OutbreakResult> results, string replay, TextWriter output)
    {
        output.WriteLine($"{results[0].Tags} tags, {results[0].Days} school days, {results[0].Patients.Count} ill; F1 by the tags in each seed:");
        foreach (OutbreakResult result in results)
        {
            Row(output, $"seed {result.Seed}", result.Scores[OutbreakScore.F1]);
        }

        output.WriteLine($"All {results.Count} seeds together");
        WriteScores(results[0].Scores.Keys.ToDictionary(name => name, name => Sum(results.Select(result => result.Scores[name]))), output);
        double[] minutes = [.. results.SelectMany(result => result.FalseF1Minutes).Order()];
        if (minutes.Length > 0)
        {
            output.WriteLine($"  F1 told wrongly: {minutes.Length}, truly face to face for {minutes[minutes.Length / 2]:N1} min in the middle, {minutes.Count(one => one < 5)} of them for less than 5");
        }

        output.WriteLine($"Again: {replay}");
    }

    private static void WriteScores(IReadOnlyDictionary<string, Detection> scores, TextWriter output)
    {
        output.WriteLine($"True: {OutbreakScore.TrueMinutes} minutes or more face to face (0.5 to 1.5 m; all others are 2 m away or more) with somebody listed, on one day");
        output.WriteLine($"  {"",-54}{"true",6}{"told",6}{"right",6}{"false",6}{"recall",8}{"precision",11}");
        foreach ((string name, Detection score) in scores)
        {
            Row(output, name, score);
        }
    }

    private static Detection Sum(IEnumerable<Detection> scores) =>
        scores.Aggregate((one, other) => new Detection(one.True + other.True, one.Claimed + other.Claimed, one.Hits + other.Hits));

    private static void Row(TextWriter output, string name, Detection score) =>
        output.WriteLine($"  {name,-54}{score.True,6}{score.Claimed,6}{score.Hits,6}{score.Claimed - score.Hits,6}{score.Recall,8:N2}{score.Precision,11:N2}");
}

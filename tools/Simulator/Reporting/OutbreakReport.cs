using System.IO;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>An outbreak as text.</summary>
public static class OutbreakReport
{
    /// <summary>Writes the table of who was told rightly, what the lists cost, and the command that repeats it.</summary>
    public static void Write(OutbreakResult result, string replay, TextWriter output)
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

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BluezoneTag.Hardware.Tests.Support;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>The decks of hardware/spice against the limits in their heads; skipped where ngspice is not installed.</summary>
public sealed partial class SpiceTests
{
    private const string Folder = "hardware/spice";

    public static TheoryData<string> Decks() => [.. Directory.GetFiles(HardwareFiles.PathOf(Folder), "*.cir").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [SpiceTheory]
    [MemberData(nameof(Decks))]
    public void Every_measurement_of_a_deck_is_within_its_limits(string deck)
    {
        string text = HardwareFiles.Read($"{Folder}/{deck}");
        Dictionary<string, double> measured = Measured(Run(text));

        Assert.All(Limits(text), limit =>
        {
            Assert.True(measured.TryGetValue(limit.Name, out double value), $"{Folder}/{deck}: {limit.Name} was not measured");
            Assert.True(value >= limit.Least && value <= limit.Most, FormattableString.Invariant($"{Folder}/{deck}: {limit.Name} is {value:g6}, allowed {limit.Least:g6} to {limit.Most:g6}"));
        });
    }

    [SpiceFact]
    public void A_deck_with_a_worse_part_leaves_its_limits()
    {
        string text = HardwareFiles.Read($"{Folder}/brownout.cir").Replace("Rcell oc vbat 0.25", "Rcell oc vbat 1.5", StringComparison.Ordinal);

        Assert.Contains(Limits(text), limit => Measured(Run(text))[limit.Name] < limit.Least);
    }

    [Theory]
    [MemberData(nameof(Decks))]
    public void Every_deck_has_limits_and_its_results_are_in_the_readme(string deck)
    {
        string readme = HardwareFiles.Read($"{Folder}/README.md");
        Limit[] limits = [.. Limits(HardwareFiles.Read($"{Folder}/{deck}"))];

        Assert.NotEmpty(limits);
        Assert.All(limits, limit =>
        {
            Match row = Regex.Match(readme, $@"\| {Regex.Escape(deck)} \| `{limit.Name}` \| (?<value>[-0-9.e]+) \|");
            Assert.True(row.Success, $"{Folder}/README.md has no recorded result for {deck} {limit.Name}");
            Assert.InRange(double.Parse(row.Groups["value"].Value, CultureInfo.InvariantCulture), limit.Least, limit.Most);
        });
    }

    private static IEnumerable<Limit> Limits(string text) =>
        LimitLine().Matches(text).Select(match => new Limit(match.Groups["name"].Value, Number(match.Groups["least"].Value), Number(match.Groups["most"].Value)));

    private static Dictionary<string, double> Measured(string output) =>
        ResultLine().Matches(output).GroupBy(match => match.Groups["name"].Value).ToDictionary(
            same => same.Key, same => double.Parse(same.Last().Groups["value"].Value, CultureInfo.InvariantCulture));

    private static double Number(string text) => text[^1] == 'u' ? 1e-6 * double.Parse(text[..^1], CultureInfo.InvariantCulture) : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Run(string text)
    {
        string file = Path.Combine(Path.GetTempPath(), $"deck-{Guid.NewGuid():N}.cir");
        File.WriteAllText(file, text);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(SpiceFactAttribute.Program!, ["-b", file]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"^\* limit (?<name>\w+) (?<least>\S+) (?<most>\S+)$", RegexOptions.Multiline)]
    private static partial Regex LimitLine();

    [GeneratedRegex(@"^(?<name>\w+) *= *(?<value>[-+0-9.e]+)", RegexOptions.Multiline)]
    private static partial Regex ResultLine();

    private sealed record Limit(string Name, double Least, double Most);
}

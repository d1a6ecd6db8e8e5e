using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private const string CapturedKey = "66b07d33da4e16a359b590eda1e8dc90892d341c86a6491376041fe44505ffb5";
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public void Id_of_a_captured_key_is_the_captured_id()
    {
        Assert.Equal(0, _line.Run("id", "--base-key", CapturedKey, "--created", "2020-08-08", "--at", "2020-08-08T11:47:32.275Z", "--json"));
        JsonElement json = JsonDocument.Parse(_line.Output).RootElement;
        Assert.Equal("286BCE589AB994EFA5F73CAD", json.GetProperty("id").GetString());
        Assert.Equal(0, json.GetProperty("day").GetInt32());
        Assert.Equal(47, json.GetProperty("slot").GetInt32());
        Assert.Contains("Secret", _line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64 hexadecimal digits", "id", "--base-key", "66b07d", "--created", "2020-08-08", "--at", "2020-08-08")]
    [InlineData("no UTC time", "id", "--base-key", CapturedKey, "--created", "08/08/2020", "--at", "2020-08-08")]
    [InlineData("no UTC time", "id", "--base-key", CapturedKey, "--created", "2020-08-08", "--at", "1920-08-08")]
    [InlineData("--base-key", "id", "--created", "2020-08-08", "--at", "2020-08-08")]
    [InlineData("schoolday", "schoolday")]
    [InlineData("--colour", "school-day", "--colour", "red")]
    [InlineData("--day must be", "school-day", "--day", "0")]
    [InlineData("--capacity must be", "school-day", "--capacity", "-5")]
    [InlineData("--pairs", "pair", "--pairs", "many")]
    [InlineData("c3-published", "school-day", "--platform", "z80")]
    [InlineData("perfect", "school-day", "--clock", "sundial")]
    [InlineData("nowhere.csv: cannot be read", "school-day", "--contacts", "nowhere.csv")]
    [InlineData("cannot be written", "pair", "--report", "no/such/folder/r.html")]
    [InlineData("cannot be written", "pair", "--json", ".")]
    [InlineData("pair-5", "bench", "schedule", "--case", "pear")]
    [InlineData("same file", "bench", "schedule", "--case", "bounds", "--json", "x", "--report", "x")]
    [InlineData("--cuts must be", "bench", "log", "--cuts", "0")]
    [InlineData("--cuts", "bench", "log", "--cuts", "many")]
    [InlineData("scenario:level:operation", "bench", "log", "--case", "slots:sky:1:2:3:4")]
    [InlineData("no such run", "bench", "log", "--case", "slots:files:9999:3:0:1")]
    [InlineData("image:N", "bench", "log", "--case", "image:-3")]
    [InlineData("cannot be written", "bench", "log", "--json", "no/such/folder/l.json")]
    [InlineData("cannot be written", "bench", "log", "--json", ".")]
    public void Nonsense_is_refused_with_a_sentence_and_leaves_nothing(string expected, params string[] arguments)
    {
        Assert.Equal(2, _line.Run(arguments));
        Assert.Contains(expected, _line.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _line.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_line.Folder));
    }

    [Fact]
    public void A_wrong_key_is_not_repeated()
    {
        _line.Run("id", "--base-key", CapturedKey + "0", "--created", "2020-08-08", "--at", "2020-08-08");
        Assert.DoesNotContain(CapturedKey, _line.Error + _line.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_bad_line_of_a_contact_file_is_named()
    {
        File.WriteAllText(_line.PathOf("bad.csv"), "Time\tid1\tid2\tc1\tc2\n20\t1\t2\tA\tA\n40\t1\tx\tA\tA\n");
        Assert.Equal(2, _line.Run("school-day", "--contacts", "bad.csv"));
        Assert.Contains("bad.csv(3): 'x' is no person number", _line.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.csv"], Directory.GetFiles(_line.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Json_has_the_promised_names_and_repeats_but_for_the_wall_time()
    {
        string[] arguments = ["pair", "--pairs", "3", "--no-night", "--json", "r.json", "--report", "r.html"];
        Assert.Equal(0, _line.Run(arguments));
        string first = WithoutWallTime(File.ReadAllText(_line.PathOf("r.json")));
        Assert.Equal(0, _line.Run(arguments));
        Assert.Equal(first, WithoutWallTime(File.ReadAllText(_line.PathOf("r.json"))));
        JsonElement json = JsonDocument.Parse(first).RootElement;
        foreach (string path in PromisedNames)
        {
            Assert.True(Has(json, path), path);
        }
    }

    [Fact]
    public void The_report_asks_nothing_of_the_network_and_names_no_person()
    {
        Assert.Equal(0, _line.Run("pair", "--pairs", "3", "--no-night"));
        string html = File.ReadAllText(_line.PathOf("report.html"));
        Assert.Equal(4, html.Split("<svg").Length - 1);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("lang=\"vi\"", html, StringComparison.Ordinal);
        Assert.Contains("pair --pairs 3 --no-night", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_half_way_it_leaves_the_old_report_alone()
    {
        File.WriteAllText(_line.PathOf("report.html"), "old");
        using Process process = _line.Start("school-day");
        SpinWait.SpinUntil(() => process.HasExited || process.TotalProcessorTime.TotalSeconds > 1.5);
        process.Kill();
        process.WaitForExit();
        Assert.Equal("old", File.ReadAllText(_line.PathOf("report.html")));
        Assert.Single(Directory.GetFiles(_line.Folder));
    }

    private static readonly string[] PromisedNames =
    [
        "tags", "phones", "seconds", "seed", "wallSeconds", "tagSecondsPerSecond", "heard15.true", "heard15.caught", "heard15.p15",
        "heard5.true", "heard5.caught", "heard5.p5", "near15.recall", "near15.precision", "near15.phoneRule.recall", "near15.phoneRule.precision",
        "durationErrorP95Seconds", "batteryPercentPerDay.mean", "batteryPercentPerDay.max", "meanCurrentMilliamps",
    ];

    private static bool Has(JsonElement json, string path)
    {
        foreach (string name in path.Split('.'))
        {
            if (!json.TryGetProperty(name, out json))
            {
                return false;
            }
        }

        return true;
    }

    private static string WithoutWallTime(string json)
    {
        string[] lines = json.Split('\n');
        return string.Join('\n', lines.Select(line => line.Contains("wallSeconds", StringComparison.Ordinal) ? "\"wallSeconds\": 0,"
            : line.Contains("tagSecondsPerSecond", StringComparison.Ordinal) ? "\"tagSecondsPerSecond\": 0," : line));
    }
}

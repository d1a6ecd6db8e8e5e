using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>The options that every scenario takes.</summary>
public sealed class RunOptions
{
    private readonly Option<int> _seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
    private readonly Option<string> _platform = new("--platform")
    {
        Description = $"Board and image: {string.Join(", ", PlatformProfile.All.Select(one => one.Name))}",
        DefaultValueFactory = _ => PlatformProfile.All[0].Name,
    };

    private readonly Option<string> _clock = new("--clock")
    {
        Description = $"Clock: {string.Join(", ", ClockProfile.All.Select(one => one.Name))}",
        DefaultValueFactory = _ => ClockProfile.All[0].Name,
    };

    private readonly Option<double> _capacity = Options.Number("--capacity", "Cell in mAh", 1000, 10, 100000);
    private readonly Option<double> _syncAge = Options.Number("--sync-age", "Last sync up to so many hours ago", 24, 0, 10000);
    private readonly Option<double> _interval = Options.Number("--interval", "Advertising interval of the tags in ms", PlatformProfile.All[0].AdvertisingIntervalMs, 20, 2000);
    private readonly Option<int> _phones;
    private readonly Option<int> _foreign;
    private readonly Option<bool> _noNight = new("--no-night") { Description = "Stop when the contacts end instead of after 24 hours" };
    private readonly Option<string?> _report = Options.Text("--report", "HTML report (otherwise report.html)");
    private readonly Option<string?> _json = Options.Text("--json", "The same figures as JSON");

    /// <summary>With how many phones and foreign devices the scenario comes by itself.</summary>
    public RunOptions(int phones, int foreign)
    {
        _phones = Options.Whole("--phones", "Phones with the Bluezone app, carried by wearers", phones, 0, 1000);
        _foreign = Options.Whole("--foreign", "Other Bluetooth devices in each room", foreign, 0, 500);
    }

    /// <summary>Adds them to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _seed, _platform, _clock, _capacity, _syncAge, _interval, _phones, _foreign, _noNight, _report, _json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Seed of all chance.</summary>
    public ulong Seed(ParseResult parsed) => (ulong)parsed.GetValue(_seed);

    /// <summary>Path of the HTML report.</summary>
    public string Report(ParseResult parsed) => parsed.GetValue(_report) ?? "report.html";

    /// <summary>Path of the JSON file, if wanted.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>What the run needs to know.</summary>
    public ScenarioOptions Bind(ParseResult parsed, string scenario, string source) => new()
    {
        Scenario = scenario,
        Source = source,
        ReplayCommand = Replay.CommandLine(),
        Seed = Seed(parsed),
        Platform = Named(() => PlatformProfile.Find(parsed.GetValue(_platform)!), PlatformProfile.All.Select(one => one.Name)) with { AdvertisingIntervalMs = parsed.GetValue(_interval) },
        Clock = Named(() => ClockProfile.Find(parsed.GetValue(_clock)!), ClockProfile.All.Select(one => one.Name)),
        CapacityMilliampHours = parsed.GetValue(_capacity),
        MaxSyncAgeHours = parsed.GetValue(_syncAge),
        Phones = parsed.GetValue(_phones),
        ForeignDevicesPerRoom = parsed.GetValue(_foreign),
        IsWholeDay = !parsed.GetValue(_noNight),
    };

    private static T Named<T>(Func<T> find, IEnumerable<string> names)
    {
        try
        {
            return find();
        }
        catch (ArgumentException exception)
        {
            throw new UserErrorException(exception.Message, $"Choose one of: {string.Join(", ", names)}.");
        }
    }
}

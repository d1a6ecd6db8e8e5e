using System;
using System.Collections.Generic;
using System.CommandLine;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`sync`: how long a day's sync and a class at one kiosk take.</summary>
public static class SyncCommand
{
    private const double DayLimitSeconds = 10;
    private const double AirLimitSeconds = 3;
    private const double ClassLimitSeconds = 360;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
        Option<int> tags = Options.Whole("--tags", "Pupils in the class", 30, 1, 200);
        Option<int> days = Options.Whole("--days", "Syncs of one tag to measure", 40, 1, 1000);
        Option<int> list = Options.Whole("--list-bytes", "Bytes of the exposure list", 2000, 1, 100000);
        Option<double> cuts = Options.Number("--cuts", "Per cent of the frames in the class with which the link dies", 1, 0, 20);
        Option<int> mtu = Options.Whole("--mtu", "Size of the link's MTU", 185, 23, 256);
        var command = new Command("sync", "A tag's daily sync with a phone, and a class at one kiosk, over links that die.") { seed, tags, days, list, cuts, mtu };
        command.SetAction(parsed => Failure.Guard(() => Run(new SyncOptions
        {
            Seed = (ulong)parsed.GetValue(seed),
            Tags = parsed.GetValue(tags),
            Days = parsed.GetValue(days),
            ListBytes = parsed.GetValue(list),
            CutShare = parsed.GetValue(cuts) / 100,
            Link = new() { MaxFrameLength = parsed.GetValue(mtu) - 3 },
        })));
        return command;
    }

    private static int Run(SyncOptions options)
    {
        SyncResult result = new SyncRun(options).Run();
        Console.Out.WriteLine($"A day's sync: status, time, counts, coverage, log, list of {options.ListBytes:N0} bytes (carried, not matched)");
        Console.Out.WriteLine($"  {options.Link.BytesPerSecond:N0} bytes/s, MTU {options.Link.MaxFrameLength + 3}, {options.Link.ConnectMs:N0} ms to connect; {options.Days} syncs");
        Console.Out.WriteLine($"  from the press       median {Middle(result.DaySeconds):N1} s, worst {result.DaySeconds[^1]:N1} s{Verdict(result.DaySeconds[^1], DayLimitSeconds)}");
        Console.Out.WriteLine($"  of these on the air  median {Middle(result.DayAirSeconds):N2} s, worst {result.DayAirSeconds[^1]:N2} s{Verdict(result.DayAirSeconds[^1], AirLimitSeconds)}");
        Console.Out.WriteLine($"A class of {options.Tags} at one kiosk, {options.CalledAtATime} called at a time, a link dies with {options.CutShare * 100:N1} % of the frames");
        Console.Out.WriteLine($"  all done in          {result.ClassSeconds:N0} s{Verdict(result.ClassSeconds, ClassLimitSeconds)}");
        Console.Out.WriteLine($"  served               {result.Served} of {options.Tags}; {result.PressedAgain} presses again");
        Console.Out.WriteLine($"  links                {result.ClassAir.Links}, {result.ClassAir.Cuts} died; {result.ClassAir.Bytes:N0} bytes, {result.ClassAir.AirUs / 1e6:N0} s on the air");
        Console.Out.WriteLine($"  worst clock after it {result.WorstClockMs:N0} ms");
        bool isGood = result.Served == options.Tags && result.DaySeconds[^1] <= DayLimitSeconds && result.DayAirSeconds[^1] <= AirLimitSeconds && result.ClassSeconds <= ClassLimitSeconds;
        Console.Out.WriteLine(isGood ? "Every limit is kept." : "A LIMIT IS BROKEN.");
        return isGood ? 0 : 1;
    }

    private static double Middle(IReadOnlyList<double> sorted) => sorted[sorted.Count / 2];

    private static string Verdict(double value, double limit) => value <= limit ? $"   (limit {limit:N0} s)" : $"   OVER THE LIMIT of {limit:N0} s";
}

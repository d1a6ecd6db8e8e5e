using System.Collections.Generic;
using System.IO;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>A sync scenario as text, with its limits.</summary>
public static class SyncReport
{
    private const double DayLimitSeconds = 10;
    private const double AirLimitSeconds = 3;
    private const double ClassLimitSeconds = 360;

    /// <summary>Writes what a day's sync and a class took. True when every limit is kept.</summary>
    public static bool Write(SyncOptions options, SyncResult result, TextWriter output)
    {
        string writes = options.Link.WritesAhead ? "frames written ahead" : "each frame answered";
        output.WriteLine($"A day's sync: status, time, counts, coverage, log, last verdict, list of {options.ListPeople} new key-days");
        output.WriteLine($"  {options.Link.BytesPerSecond:N0} bytes/s, MTU {options.Link.MaxFrameLength + 3}, {writes}, {options.Link.ConnectMs:N0} ms to connect; {options.Days} syncs");
        output.WriteLine($"  from the press       median {Middle(result.DaySeconds):N1} s, worst {result.DaySeconds[^1]:N1} s{Verdict(result.DaySeconds[^1], DayLimitSeconds)}");
        output.WriteLine($"  of these on the air  median {Middle(result.DayAirSeconds):N2} s, worst {result.DayAirSeconds[^1]:N2} s{Verdict(result.DayAirSeconds[^1], AirLimitSeconds)}");
        output.WriteLine($"A class of {options.Tags} at one kiosk, {options.CalledAtATime} called at a time, a link dies with {options.CutShare * 100:N1} % of the frames");
        output.WriteLine($"  all done in          {result.ClassSeconds:N0} s{Verdict(result.ClassSeconds, ClassLimitSeconds)}");
        output.WriteLine($"  served               {result.Served} of {options.Tags}; {result.PressedAgain} presses again");
        output.WriteLine($"  links                {result.ClassAir.Links}, {result.ClassAir.Cuts} died; {result.ClassAir.Bytes:N0} bytes, {result.ClassAir.AirUs / 1e6:N0} s on the air");
        output.WriteLine($"  worst clock after it {result.WorstClockMs:N0} ms");
        return result.Served == options.Tags && result.DaySeconds[^1] <= DayLimitSeconds && result.DayAirSeconds[^1] <= AirLimitSeconds && result.ClassSeconds <= ClassLimitSeconds;
    }

    private static double Middle(IReadOnlyList<double> sorted) => sorted[sorted.Count / 2];

    private static string Verdict(double value, double limit) => value <= limit ? $"   (limit {limit:N0} s)" : $"   OVER THE LIMIT of {limit:N0} s";
}

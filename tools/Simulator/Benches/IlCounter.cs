using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Runs <see cref="IlWorkload"/> on instrumented copies of the firmware and sorts what it brings back.</summary>
public static class IlCounter
{
    /// <summary>Counts everything. The copies are made of the assemblies that the running tool uses.</summary>
    public static IlCount Measure()
    {
        Assembly[] firmware = [typeof(SlotTime).Assembly, typeof(TagApplication).Assembly];
        string[] names = firmware.Select(assembly => assembly.GetName().Name!).ToArray();
        var instrumenter = new IlInstrumenter(names);
        var images = names.ToDictionary(name => name, name => instrumenter.Instrument(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var context = new InstrumentedContext(images);
        Type workload = context.Simulator.GetType(typeof(IlWorkload).FullName!, throwOnError: true)!;
        var run = workload.GetMethod(nameof(IlWorkload.Run))!.CreateDelegate<Func<Dictionary<string, List<long>>>>();
        IlCount count = Sort(run(), instrumenter.LibraryMethods);
        context.Unload();
        return count;
    }

    private static IlCount Sort(Dictionary<string, List<long>> samples, IReadOnlyList<string> libraryMethods)
    {
        string[] special = [IlCases.ReportLibraryCalls, IlCases.AllLibraryCalls];
        string[] prefixes = [IlCases.Report, IlCases.Hostile, IlCases.Blocks];
        int reports = samples.Where(pair => IsAReport(pair.Key)).Sum(pair => pair.Value.Count);
        return new IlCount
        {
            Reports = Rows(samples, IlCases.Report),
            HostileReports = Rows(samples, IlCases.Hostile),
            Blocks = Rows(samples, IlCases.Blocks),
            Works = [.. samples.Where(pair => !special.Contains(pair.Key) && !prefixes.Any(prefix => Begins(pair.Key, prefix)))
                .Select(pair => IlRow.Of(pair.Key, pair.Value))],
            LibraryCalls = LibraryCalls(libraryMethods, samples[IlCases.ReportLibraryCalls], samples[IlCases.AllLibraryCalls], reports),
        };
    }

    private static List<IlRow> Rows(Dictionary<string, List<long>> samples, string prefix) =>
        samples.Where(pair => Begins(pair.Key, prefix)).Select(pair => IlRow.Of(pair.Key[prefix.Length..], pair.Value)).ToList();

    private static List<LibraryCall> LibraryCalls(IReadOnlyList<string> methods, List<long> ofReports, List<long> ofAll, int reports) =>
        methods.Select((method, i) => (Method: method, OfReports: ofReports[i], OfAll: ofAll[i]))
            .Where(one => one.OfAll > 0)
            .Select(one => new LibraryCall(one.Method, (double)one.OfReports / reports))
            .OrderByDescending(call => call.PerReport)
            .ThenBy(call => call.Method, StringComparer.Ordinal)
            .ToList();

    private static bool IsAReport(string name) => Begins(name, IlCases.Report) || Begins(name, IlCases.Hostile);

    private static bool Begins(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal);
}

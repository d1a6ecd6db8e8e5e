using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// `bench exposure`: what each form of an exposure list would cost and what the one in use does cost, counted as `bench device` counts.
/// The same sources give the same numbers on every machine.
/// </summary>
public static class ExposureBench
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Measures, prints to <paramref name="output"/> and writes JSON to <paramref name="jsonPath"/>. 0 when all limits are kept, else 1.</summary>
    public static int Run(TextWriter output, string? jsonPath)
    {
        ExposureBenchResult result = Measure();
        ExposureBenchReport.Write(result, output);
        if (jsonPath != null)
        {
            File.WriteAllText(jsonPath, JsonSerializer.Serialize(result, Json) + "\n");
        }

        return result.IsPassed ? 0 : 1;
    }

    /// <summary>Measures everything; takes about a minute.</summary>
    public static ExposureBenchResult Measure()
    {
        Dictionary<string, List<long>> samples = Count();
        ExposureRun list = RunOf(samples, "list", ExposureWorkload.ListedDays);
        return new ExposureBenchResult
        {
            BlockIl = samples["block"].Max(),
            LookIl = samples["look"].Max(),
            List = list,
            SpreadList = RunOf(samples, "list, contacts day and night", ExposureWorkload.ListedDays),
            Day = RunOf(samples, "day", 1),
            Waits = Waits(samples),
            Forms = Forms(samples, list),
            HeapBytes = DeviceBench.Measure().ExposureHeapBytes,
        };
    }

    /// <summary>
    /// Probability that any of the records agrees by chance with an id it is compared to, each comparison being of <paramref name="bits"/>
    /// bits: a record is looked for in at most three slots.
    /// </summary>
    public static double FalseMatch(double bits) => 3.0 * ExposureWorkload.RecordCount * ExposureWorkload.PersonCount * Math.Pow(2, -bits);

    private static Dictionary<string, List<long>> Count()
    {
        Assembly[] counted = [typeof(SlotTime).Assembly, typeof(TagApplication).Assembly, typeof(CompactList).Assembly];
        string[] names = counted.Select(assembly => assembly.GetName().Name!).ToArray();
        var instrumenter = new IlInstrumenter(names);
        var context = new InstrumentedContext(names.ToDictionary(name => name, name => instrumenter.Instrument(Path.Combine(AppContext.BaseDirectory, name + ".dll"))));
        Type workload = context.Simulator.GetType(typeof(ExposureWorkload).FullName!, throwOnError: true)!;
        var run = workload.GetMethod(nameof(ExposureWorkload.Run))!.CreateDelegate<Func<Dictionary<string, List<long>>>>();
        Dictionary<string, List<long>> samples = run();
        context.Unload();
        return samples;
    }

    private static ExposureRun RunOf(Dictionary<string, List<long>> samples, string name, int days)
    {
        long total = samples[$"{name}: step"].Sum();
        long hashing = samples[$"{name}: blocks"].Single() * samples["block"].Max();
        return new ExposureRun(
            ExposureWorkload.PersonCount * days,
            samples[$"{name}: bytes"].Single(),
            samples[$"{name}: chunk"].Count,
            samples[$"{name}: blocks"].Single(),
            total,
            hashing,
            samples[$"{name}: reading"].Single(),
            samples[$"{name}: step"].Max(),
            samples[$"{name}: chunk"].Max(),
            (int)samples[$"{name}: level"].Single());
    }

    private static List<ExposureWait> Waits(Dictionary<string, List<long>> samples)
    {
        ExposureWait Wait(int people, int days, string name) => new(people, days, samples[$"{name}: step"].Sum() * IlRow.MicrosecondsPerInstruction / 1e6);
        return
        [
            .. ExposureWorkload.ShortLists.Select(people => Wait(people, ExposureWorkload.ListedDays, $"{people} people")),
            Wait(ExposureWorkload.PersonCount, 1, "day"),
            Wait(ExposureWorkload.PersonCount, ExposureWorkload.ListedDays, "list"),
        ];
    }

    private static List<ExposureForm> Forms(Dictionary<string, List<long>> samples, ExposureRun list)
    {
        const double SlotsOfADay = 97;
        const double SlotsOfAListDay = ((ExposureWorkload.ListedDays * 96) + 1) / (double)ExposureWorkload.ListedDays;
        const double Looks = 3;
        double Each(string name) => samples[$"{name}: bytes"].Average() / ExposureWorkload.PersonCount;
        ExposureForm PerId(string name, double bytes, double bits, double il, string note) =>
            new(name, bytes * SlotsOfADay, bytes * SlotsOfAListDay, FalseMatch(bits), il, note);
        double recordIl = (double)(list.TotalIl - (ExposureRun.GroupCount * list.ReadingIl)) / ExposureWorkload.RecordCount;
        double bound = Math.Log2(3.0 * ExposureWorkload.RecordCount / 1e-6);
        return
        [
            new("daily keys, expanded on the tag (in use)", ExposureEntry.Length, (double)list.Bytes / list.KeyDayCount, FalseMatch(96), recordIl, "one key for all days of a person"),
            PerId("12-byte ids", 12, 96, samples["truncated"].Average() * Looks, "looked up as the next row"),
            PerId("5 bytes of each id, sorted by slot", Each("truncated"), 40, samples["truncated"].Average() * Looks, "log read for each part sent"),
            PerId("40 bits, Golomb-Rice, by slot", Each("golomb"), 40, samples["golomb"].Average() * Looks, "log read for each part sent"),
            PerId("Bloom filter, 34 hashes, by slot", Each("bloom"), 34 + Math.Log2(ExposureWorkload.PersonCount), samples["bloom"].Average() * Looks, "log read for each part sent"),
            PerId("fuse filter of 34 bits (size by its paper)", 34 * 1.13 / 8, 34 + Math.Log2(ExposureWorkload.PersonCount), double.NaN, "not built"),
            PerId("any filter at 1e-6: the bound", bound / 8, bound + Math.Log2(ExposureWorkload.PersonCount), double.NaN, "no set of ids is smaller"),
            PerId("2-byte prefixes, the rest on demand", 2, 16, samples["truncated"].Average() * Looks, "asking tells whom the tag may have met"),
            new("key and 12 bits of each id", ExposureEntry.Length + (1.5 * SlotsOfADay), 2.6 + (1.5 * SlotsOfAListDay), FalseMatch(96), double.NaN, "hashes a tenth of the time"),
        ];
    }
}

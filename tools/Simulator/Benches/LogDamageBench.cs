using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// The log over flash that somebody or time has damaged: random and foreign files, turned bits, bad blocks. It must start within
/// its reads, invent nothing, lose no record but of the batches that were hit, count it, and go on.
/// </summary>
public sealed class LogDamageBench
{
    private const string Image = "image";
    private const string Flips = "flips";
    private const string Blocks = "badblocks";
    private const double FlipsPerBit = 1e-6;
    private const int PartitionBlocks = 64;

    private readonly Lazy<(LogRig Rig, LogMap Map)> _small = new(() => Prepare(slots: 60, neighbours: 12));
    private readonly Lazy<(LogRig Rig, LogMap Map)> _full = new(() => Prepare(slots: 420, neighbours: 20));

    /// <summary>One row for each kind of damage.</summary>
    public IReadOnlyList<LogDamageRow> Rows { get; } =
    [
        .. LogDamage.Kinds.Select(kind => new LogDamageRow { Kind = kind }),
        new LogDamageRow { Kind = "full log, one bit in a million turned" },
        new LogDamageRow { Kind = "blocks going bad while writing" },
    ];

    /// <summary>All that broke a promise.</summary>
    public IEnumerable<string> Failures => Rows.SelectMany(row => row.Failures);

    /// <summary>Runs one image again, as named with its failure. Null when all is well; false in the first part when there is none of that name.</summary>
    public static (bool IsKnown, string? Wrong) Replay(string name)
    {
        string[] parts = name.Split(':');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return (false, null);
        }

        var bench = new LogDamageBench();
        switch (parts[0])
        {
            case Image:
                bench.RunImage(number);
                break;
            case Flips:
                bench.RunFlips(number);
                break;
            case Blocks:
                bench.RunBadBlocks(number);
                break;
            default:
                return (false, null);
        }

        return (true, bench.Failures.FirstOrDefault());
    }

    /// <summary>Images with a damaged, random, foreign, exchanged, missing or newer file.</summary>
    public void RunImages(int count) => Repeat(count, RunImage);

    /// <summary>A full log with one bit in a million turned.</summary>
    public void RunFlips(int count, int first = 0) => Repeat(count, i => RunFlips(first + i));

    /// <summary>Blocks that go bad one after the other while the tag writes.</summary>
    public void RunBadBlocks(int count, int first = 0) => Repeat(count, i => RunBadBlocks(first + i));

    private static void Repeat(int count, Action<int> run)
    {
        for (int i = 0; i < count; i++)
        {
            run(i);
        }
    }

    private void RunImage(int number)
    {
        (LogRig prepared, LogMap map) = _small.Value;
        LogRig rig = prepared.Fork();
        var files = (FileFlash)rig.Files;
        string name = LogDamage.Apply(files, number);
        byte[]? damaged = files.GetLength(name) < 0 ? null : files.Content(name);
        rig.Ledger.Hit = map.Hit(name, damaged);
        bool canBeExpired = damaged == null && name == SegmentNames.NameOf(prepared.Log.Segments.NumberAt(0));
        string? wrong = GoOn(rig, mustCount: !canBeExpired) ?? (LogDamage.IsNewerVersion(number) && SegmentNames.TryParse(name, out _) && files.Content(name) != damaged
            ? "a segment of a newer format was changed"
            : null);
        Rows[number % LogDamage.Kinds.Length].Note($"{Image}:{number}", rig.Ledger.Hit.Count, rig.Ledger.HitLosses, wrong);
    }

    private void RunFlips(int number)
    {
        (LogRig prepared, LogMap map) = _full.Value;
        LogRig rig = prepared.Fork();
        var files = (FileFlash)rig.Files;
        int flips = Math.Max(1, (int)Math.Round(files.TotalLength * 8 * FlipsPerBit));
        string[] names = files.List();
        var hit = new HashSet<(int, int)>();
        for (int flip = 0; flip < flips; flip++)
        {
            string name = names[Noise.Bits(21, number, flip) % (ulong)names.Length];
            files.Place(name, LogDamage.Flipped(files.Content(name), Noise.Bits(22, number, flip)));
            hit.UnionWith(map.Hit(name, files.Content(name)));
        }

        rig.Ledger.Hit = hit;
        string? wrong = GoOn(rig);
        Rows[^2].Note($"{Flips}:{number}", hit.Count, rig.Ledger.HitLosses, wrong);
    }

    private void RunBadBlocks(int number)
    {
        var flash = new NorFlash(PartitionBlocks);
        var rig = new LogRig(new LittleFiles(flash), new LogLedger());
        rig.Provision();
        rig.Boot();
        for (int slot = 0; slot < 24; slot++)
        {
            if (slot % 4 == 3)
            {
                flash.GoBad(2 + (int)(Noise.Bits(23, number, slot) % (PartitionBlocks - 2)));
            }

            rig.Meet(18);
            rig.EndSlot();
        }

        rig.Save();
        Rows[^1].Note($"{Blocks}:{number}", 0, 0, GoOn(rig));
    }

    private static (LogRig Rig, LogMap Map) Prepare(int slots, int neighbours)
    {
        var rig = new LogRig(new FileFlash(), new LogLedger());
        rig.Provision();
        rig.Boot();
        for (int i = 0; i < slots; i++)
        {
            rig.Meet(neighbours);
            rig.EndSlot();
        }

        rig.Meet(neighbours);
        rig.Pass(SlotTime.SlotMs / 2);
        rig.Save();
        rig.SaveState();
        rig.Boot();
        return rig.Compare() is string wrong
            ? throw new InvalidOperationException($"The log that damage begins with is wrong already: {wrong}.")
            : (rig, new LogMap(rig));
    }

    // Starts, compares, writes two slots, starts again, compares. An oldest segment that is missing looks like one that has expired.
    private static string? GoOn(LogRig rig, bool mustCount = true)
    {
        try
        {
            rig.Boot();
            string? wrong = rig.Compare() ?? (mustCount ? FindUncounted(rig) : null);
            for (int i = 0; i < 2 && wrong == null; i++)
            {
                rig.Meet(4);
                rig.EndSlot();
            }

            LogAttempt last = rig.Ledger.Attempts[^1];
            rig.Boot();
            wrong ??= rig.Compare();
            return wrong ?? (last.Acknowledged.Length == 4 ? null : "the next slot was not written");
        }
        catch (LogFaultException fault)
        {
            return fault.Message;
        }
    }

    private static string? FindUncounted(LogRig rig) => rig.Ledger.HitLosses > 0 && rig.Counters.Get(TagCounter.DamagedFiles) == 0
        ? $"{rig.Ledger.HitLosses} records gone and nothing counted"
        : null;
}

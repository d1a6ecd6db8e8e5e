using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What the log costs: heap, what it allocates in steady state, flash operations of an append, reads of a start.</summary>
public sealed record LogCostBench
{
    /// <summary>The most block operations of an append on the average.</summary>
    public const double MaxOperationsPerAppend = 2;

    /// <summary>Bytes that the name of a new segment takes on a 64-bit host: two strings of eight and sixteen letters.</summary>
    public const int NameBytes = 200;

    /// <summary>Bytes that a checkpoint or the end of a slot takes in passing there: the choice of its neighbours, and the name of its file.</summary>
    public const int PassingBytes = 600;

    // Two checkpoints and the end.
    private const int WritingsPerSlot = 3;

    private const int PartitionBlocks = 64;
    private const int SteadySlots = 100;
    private const int AppendDays = 60;

    /// <summary>Heap by class.</summary>
    public required IReadOnlyList<HeapRow> Heap { get; init; }

    /// <summary>Bytes that a hundred slots with checkpoints allocated on the host.</summary>
    public required long SteadyBytes { get; init; }

    /// <summary>What they may allocate: nothing that lasts but names of new segments.</summary>
    public long SteadyLimitBytes => ((SteadySegments + 1) * NameBytes) + (SteadySlots * WritingsPerSlot * PassingBytes);

    /// <summary>New segments in them, each with a new name.</summary>
    public required int SteadySegments { get; init; }

    /// <summary>Blocks erased for each batch, append alone, directory included.</summary>
    public required double ErasesPerAppend { get; init; }

    /// <summary>Block operations for each batch: a block erased and written is one, a commit in the directory is one.</summary>
    public required double OperationsPerAppend { get; init; }

    /// <summary>Reads of a start with a full log.</summary>
    public required int FullMountReads { get; init; }

    /// <summary>Reads of a count of one day in a full log, from batch headers.</summary>
    public required int DayCountReads { get; init; }

    /// <summary>Heap of the log.</summary>
    public int HeapBytes => Heap.Sum(row => row.Bytes);

    /// <summary>Whether all limits are kept.</summary>
    public bool IsPassed => HeapBytes <= LogHeap.LimitBytes && SteadySegments > 0 && SteadyBytes <= SteadyLimitBytes
        && OperationsPerAppend <= MaxOperationsPerAppend && FullMountReads <= LogRig.MaxMountReads;

    /// <summary>Measures.</summary>
    public static LogCostBench Measure()
    {
        (long bytes, int segments) = MeasureSteady();
        (double erases, double programs) = MeasureAppend();
        (int mount, int day) = MeasureReads();
        return new LogCostBench
        {
            Heap = LogHeap.Measure(),
            SteadyBytes = bytes,
            SteadySegments = segments,
            ErasesPerAppend = erases,
            OperationsPerAppend = programs,
            FullMountReads = mount,
            DayCountReads = day,
        };
    }

    private static (long Bytes, int Segments) MeasureSteady()
    {
        var ports = new LogCipherPort { IsReusing = true };
        var counters = new TagCounters();
        var log = new ContactLog(new TakingFiles(), ports, new LogCipher(ports, new byte[DailyKeyChain.KeyLength]), counters);
        log.Open();
        var book = new ContactBook(log, counters, 420, 5) { ClockTrust = ClockTrust.Synced };
        byte[] id = new byte[BluezoneId.Length];
        Spend(book, id, 0, SteadySlots);
        int before = log.Segments.Count;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Spend(book, id, SteadySlots, 2 * SteadySlots);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return (counters.Get(TagCounter.RecordsLost) == 0 ? allocated : long.MaxValue, log.Segments.Count - before);
    }

    private static void Spend(ContactBook book, byte[] id, int firstSlot, int endSlot)
    {
        for (int slot = firstSlot; slot < endSlot; slot++)
        {
            for (int ms = 0; ms < SlotTime.SlotMs; ms += 20000)
            {
                id[0] = (byte)(ms / 60000);
                book.Record(SlotTime.StartOfSlot(slot) + ms, id, 0, -50, isTag: true);
                book.CloseSlotBefore(SlotTime.StartOfSlot(slot) + ms);
            }
        }
    }

    // Eight or nine neighbours in each slot of nine hours a day; no checkpoints, no state, retention as ever.
    private static (double Erases, double Programs) MeasureAppend()
    {
        var flash = new NorFlash(PartitionBlocks);
        var rig = new LogRig(new LittleFiles(flash), new LogLedger()) { CheckpointMs = SlotTime.SlotMs };
        rig.Provision();
        rig.Boot();
        uint first = rig.Log.NextSequence;
        int erases = flash.EraseCounts.Sum();
        int operations = flash.OperationCount;
        for (int slot = 0; slot < AppendDays * SlotTime.SlotsPerDay; slot++)
        {
            if (slot % SlotTime.SlotsPerDay < LogCapacityBench.SlotsWithCompany)
            {
                rig.Meet(8 + (slot % 3 == 0 ? 1 : 0));
            }

            rig.EndSlot();
        }

        double batches = rig.Log.NextSequence - first;
        erases = flash.EraseCounts.Sum() - erases;
        return (erases / batches, (flash.OperationCount - operations - erases) / batches);
    }

    private static (int Mount, int Day) MeasureReads()
    {
        var rig = new LogRig(new FileFlash(), new LogLedger());
        LogScenarios.Find("ring")!.Prepare(rig);
        rig.Boot();
        int before = rig.Files.ReadCount;
        int slot = SlotTime.SlotNumber(rig.NowMs);
        rig.Log.CountRecords(slot - SlotTime.SlotsPerDay, slot);
        return (rig.MountReads, rig.Files.ReadCount - before);
    }
}

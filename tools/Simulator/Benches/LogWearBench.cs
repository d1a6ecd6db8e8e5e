using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Years of a pupil's days on the block model (docs/log.md 5): who erases what how often.</summary>
public sealed record LogWearBench
{
    /// <summary>Years that a part with 10,000 cycles must last.</summary>
    public const double MinYears = 20;

    /// <summary>The most erases for each batch, checkpoints, state and directory included.</summary>
    public const double MaxErasesPerBatch = 2;

    private const int PartitionBlocks = 64;
    private const int DaysPerYear = 365;
    private const int SaveSlots = 8;
    private const double EraseMs = 45;
    private const double ProgramMsPerPage = 0.7;
    private const int PageLength = 256;

    /// <summary>Years simulated.</summary>
    public required int Years { get; init; }

    /// <summary>Batches appended.</summary>
    public required long Batches { get; init; }

    /// <summary>Erases of all blocks.</summary>
    public required long Erases { get; init; }

    /// <summary>Erases of the block erased most; the two that only name the directory do not count as least.</summary>
    public required int MaxErases { get; init; }

    /// <summary>Erases of the block erased least.</summary>
    public required int MinErases { get; init; }

    /// <summary>Bytes programmed.</summary>
    public required long ProgrammedBytes { get; init; }

    /// <summary>Erases of a block on the average.</summary>
    public double MeanErases => (double)Erases / PartitionBlocks;

    /// <summary>Years until the most erased block has seen 10,000 cycles.</summary>
    public double YearsTo10000 => 10000.0 * Years / MaxErases;

    /// <summary>Years until it has seen 100,000.</summary>
    public double YearsTo100000 => 10 * YearsTo10000;

    /// <summary>Erases for each batch, checkpoints, state and directory included.</summary>
    public double ErasesPerBatch => (double)Erases / Batches;

    /// <summary>Seconds a day in which flash is busy, by typical times of a data sheet: an assumption.</summary>
    public double BusySecondsPerDay => ((Erases * EraseMs) + (ProgrammedBytes / PageLength * ProgramMsPerPage)) / 1000 / Years / DaysPerYear;

    /// <summary>Whether all limits are kept.</summary>
    public bool IsPassed => YearsTo10000 >= MinYears && ErasesPerBatch <= MaxErasesPerBatch;

    /// <summary>Lives through <paramref name="years"/> years of 300 records a day, restarts each night included.</summary>
    public static LogWearBench Measure(int years)
    {
        var flash = new NorFlash(PartitionBlocks);
        var rig = new LogRig(new LittleFiles(flash), new LogLedger());
        rig.Provision();
        rig.Boot();
        uint first = rig.Log.NextSequence;
        byte[] id = new byte[BluezoneId.Length];
        for (int day = 0; day < years * DaysPerYear; day++)
        {
            for (int slot = 0; slot < SlotTime.SlotsPerDay; slot++)
            {
                Spend(rig, id, day, slot);
            }

            rig.Save();
            rig.Boot();
        }

        return new LogWearBench
        {
            Years = years,
            Batches = rig.Log.NextSequence - first,
            Erases = flash.EraseCounts.Sum(),
            MaxErases = flash.EraseCounts.Max(),
            MinErases = flash.EraseCounts.Skip(2).Min(),
            ProgrammedBytes = flash.ProgrammedBytes,
        };
    }

    // Eight or nine neighbours in each slot of nine hours, checkpoints every five minutes, charge every two hours, state every six.
    private static void Spend(LogRig rig, byte[] id, int day, int slot)
    {
        for (int part = 0; part < 3; part++)
        {
            for (int i = 0; slot < LogCapacityBench.SlotsWithCompany && i < 8 + (slot % 3 == 0 ? 1 : 0); i++)
            {
                LogLedger.WriteId(id, (day * SlotTime.SlotsPerDay) + slot, i);
                rig.Book.Record(rig.NowMs, id, 0, ContactRecord.MaxRssiDbm, isTag: true);
            }

            rig.Pass(SlotTime.SlotMs / 3);
        }

        if (slot % (3 * SaveSlots) == 0)
        {
            rig.SaveState();
        }
        else if (slot % SaveSlots == 0)
        {
            rig.SaveCharge();
        }
    }
}

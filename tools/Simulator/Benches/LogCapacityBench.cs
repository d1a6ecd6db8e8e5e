using System;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>How much the log holds: three weeks of a pupil with one crowded day in them, and the same with a hostile one.</summary>
public sealed record LogCapacityBench
{
    /// <summary>Slots with company in a day: nine hours.</summary>
    public const int SlotsWithCompany = 36;

    /// <summary>Days that must fit, with one crowded day more.</summary>
    public const int Days = 21;

    /// <summary>The most bytes a record may take.</summary>
    public const double MaxBytesPerRecord = 18;

    private const int CrowdedDay = 10;
    private const int SlotsPerDay = SlotTime.SlotsPerDay;

    /// <summary>Records that were written and are there.</summary>
    public required int Records { get; init; }

    /// <summary>Bytes of the segment files.</summary>
    public required int SegmentBytes { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Records when no segment is free, eight or nine a slot.</summary>
    public required int FullRecords { get; init; }

    /// <summary>What is wrong after a hostile day, or null.</summary>
    public required string? HostileFailure { get; init; }

    /// <summary>Records of the hostile day that were kept, of more than 12,000.</summary>
    public required int HostileRecords { get; init; }

    /// <summary>Bytes for each record, all overheads included.</summary>
    public double BytesPerRecord => (double)SegmentBytes / Records;

    /// <summary>Days of 300 records that fit.</summary>
    public double FullDays => FullRecords / 300.0;

    /// <summary>Whether all limits are kept.</summary>
    public bool IsPassed => Records == 8300 && BytesPerRecord <= MaxBytesPerRecord && Segments <= SegmentIndex.Capacity && HostileFailure == null;

    /// <summary>Measures.</summary>
    public static LogCapacityBench Measure()
    {
        LogRig school = Start();
        // The first day's company comes in the evening and the last day's in the morning: all within 21 days.
        for (int day = 0; day <= Days; day++)
        {
            bool isLast = day == Days;
            Spend(school, day == CrowdedDay ? 2000 : 300, day == 0 ? SlotsPerDay - SlotsWithCompany : 0, isLast ? SlotsWithCompany : SlotsPerDay);
        }

        var files = (FileFlash)school.Files;
        int written = school.Log.CountRecords(0, int.MaxValue);
        return new LogCapacityBench
        {
            Records = school.Compare() == null ? written : -1,
            SegmentBytes = files.List().Where(name => SegmentNames.TryParse(name, out _)).Sum(name => files.Content(name).Length),
            Segments = school.Log.Segments.Count,
            FullRecords = Fill(),
            HostileFailure = Attack(out int kept),
            HostileRecords = kept,
        };
    }

    private static LogRig Start()
    {
        var rig = new LogRig(new FileFlash(), new LogLedger());
        rig.Provision();
        rig.Boot();
        return rig;
    }

    // A day: so many records in nine hours from one of its slots on, otherwise nobody.
    private static void Spend(LogRig rig, int records, int firstSlot, int endSlot)
    {
        int met = 0;
        for (int slot = 0; slot < endSlot; slot++)
        {
            int slots = Math.Clamp(slot + 1 - firstSlot, 0, SlotsWithCompany);
            int until = records * slots / SlotsWithCompany;
            if (until > met)
            {
                rig.Meet(until - met);
                met = until;
            }

            rig.EndSlot();
        }

        rig.SaveState();
    }

    // Straight into the log: the book's quota is not asked.
    private static int Fill()
    {
        LogRig rig = Start();
        int most = 0;
        for (int slot = 0; rig.Log.Segments.Count < SegmentIndex.Capacity || rig.Log.Segments.LengthAt(SegmentIndex.Capacity - 1) < 4000; slot++)
        {
            var records = new PlainRecords(9);
            byte[] record = new byte[Protocol.Contacts.ContactRecordCodec.Length];
            for (int i = 0; i < 8 + (slot % 3 == 0 ? 1 : 0); i++)
            {
                records.Add(record, 0);
            }

            most += rig.Log.AppendSlot(1000 + slot, 0, 1, records);
        }

        return most;
    }

    // After three weeks of school, one day on which somebody sends new ids without end.
    private static string? Attack(out int kept)
    {
        LogRig rig = Start();
        for (int day = 0; day < Days; day++)
        {
            Spend(rig, 300, 0, SlotsPerDay);
        }

        int before = rig.Log.CountRecords(0, int.MaxValue);
        for (int slot = 0; slot < SlotsPerDay; slot++)
        {
            rig.Meet(Tag.Scanning.SightingTable.Capacity);
            rig.EndSlot();
        }

        kept = rig.Log.CountRecords(0, int.MaxValue) - before;
        return rig.Compare();
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// Heap of the contact log by <see cref="HeapModel"/>: everything that the contact book leads to, but for what others own. Whatever
/// is added to the log is counted without being named here.
/// </summary>
public static class LogHeap
{
    /// <summary>The most bytes that the log may keep alive.</summary>
    public const int LimitBytes = 4096;

    // The table of neighbours with its filter and thresholds are the scanner's; counts of the days and counters go to the state file.
    private static readonly string[] Others = ["SightingTable", "HeardBefore", "NearThresholds", "DayCounts", "TagCounters"];

    /// <summary>By class, the largest first.</summary>
    public static IReadOnlyList<HeapRow> Measure()
    {
        Assembly[] firmware = [typeof(SlotTime).Assembly, typeof(TagApplication).Assembly];
        var rig = new LogRig(new FileFlash(), new LogLedger());
        rig.Provision();
        rig.Boot();
        rig.Meet(1);
        rig.EndSlot();
        var walk = new HeapWalk(firmware);
        walk.Add(rig.Book);
        var statics = new HeapWalk(firmware);
        statics.AddStaticFields();
        return [.. walk.Rows.Where(row => !Others.Contains(row.Type)).Concat(statics.Rows.Where(row => row.Type == "static LogCipher"))];
    }
}

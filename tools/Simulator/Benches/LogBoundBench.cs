using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>The bound on what a cut may cost: a neighbour who is heard in every radio slot, and a cut behind each.</summary>
public static class LogBoundBench
{
    private const int RadioSlotMs = LogBoundRow.RadioSlotMs;

    private static readonly int[] Bounds = [60000, 150000, 300000, 450000];

    /// <summary>One row for each setting.</summary>
    public static IReadOnlyList<LogBoundRow> Measure() => [.. Bounds.Select(bound => new LogBoundRow(bound, Worst(bound)))];

    // Right before the checkpoint that would have saved them a cut costs most: behind the last sighting, before time passes.
    private static int Worst(int boundMs)
    {
        int worst = 0;
        for (int heard = 1; heard <= 2 * SlotTime.SlotMs / RadioSlotMs; heard++)
        {
            var rig = new LogRig(new FileFlash(), new LogLedger()) { CheckpointMs = boundMs };
            rig.Provision();
            rig.Boot();
            for (int i = 1; i < heard; i++)
            {
                rig.Meet(1);
                rig.Pass(RadioSlotMs);
            }

            rig.Meet(1);
            rig.LosePower();
            rig.Boot();
            worst = Math.Max(worst, (heard - CountSightings(rig.Log)) * RadioSlotMs);
        }

        return worst;
    }

    private static int CountSightings(ContactLog log)
    {
        LogReader reader = log.OpenReader();
        int count = 0;
        while (reader.Read())
        {
            count += reader.Record.SightingCount;
        }

        return count;
    }
}

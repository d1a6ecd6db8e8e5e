using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>The numbers to reach, all in one place. A target without a row, or a row renamed, is a failing test.</summary>
public static class ScheduleTargets
{
    private const string Pair = "pair, clock chip, last sync at most so long ago: P15";
    private const string Room = "40-tag room and 60 foreign devices, last sync at most so long ago: P15";
    private const string Week = "clock chip, 7 days without any sync: P15";
    private const string Duration = "duration error P95: at most 90 s in a pair, 105 s in a room";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScheduleTarget> All { get; } =
    [
        new("pair", "chip, sync <= 8 h", "p15", true, 0.997, Pair),
        new("pair", "chip, sync <= 24 h", "p15", true, 0.995, Pair),
        new("pair", "chip, sync <= 72 h", "p15", true, 0.95, Pair),
        new("pair", "chip, sync <= 7 d", "p15", true, 0.85, Week),
        new("pair", "chip, sync <= 8 h", "errorP95", false, 90, Duration),
        new("pair", "chip, sync <= 24 h", "errorP95", false, 90, Duration),
        new("room", "chip, sync <= 8 h", "p15", true, 0.994, Room),
        new("room", "chip, sync <= 24 h", "p15", true, 0.990, Room),
        new("room", "chip, sync <= 72 h", "p15", true, 0.98, Room),
        new("room", "chip, sync <= 7 d", "p15", true, 0.95, Week),
        new("room", "chip, sync <= 8 h", "errorP95", false, 105, Duration),
        new("room", "chip, sync <= 24 h", "errorP95", false, 105, Duration),
    ];

    /// <summary>Targets of one row.</summary>
    public static IEnumerable<ScheduleTarget> Of(string name, string row) => All.Where(target => target.Case == name && target.Row == row);
}

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

    private const string FiveMinutes = "40-tag room and 60 foreign devices, last sync at most 8 h, 24 h, 72 h ago: P5";
    private const string Alone = "contact that starts in the 40-s mode, no motion sensor: P15";
    private const string ToPhone = "tag to phone in 3 of 3 phone scans, in every mode, any phase";
    private const string FromPhone = "phone to tag P15, in every mode, any phase";
    private const string Assembly = "200-tag assembly, 8 ms per report: P15";
    private const string Slot = "slot cost: at most 2.7 x the synchronous floor, which the study gives for the C3 with an image of our own";
    private const string Day = "typical day: at most 7.0 % of 1000 mAh with the published C3 image, 8.3 % of 600 mAh with one of our own";
    private const string Month = "governor: never above 10 % on any day of a 30-day run";

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
        new("room-5", "chip, sync <= 8 h", "p5", true, 0.985, FiveMinutes),
        new("room-5", "chip, sync <= 24 h", "p5", true, 0.985, FiveMinutes),
        new("room-5", "chip, sync <= 72 h", "p5", true, 0.985, FiveMinutes),
        new("alone", "chip, sync <= 8 h", "p15", true, 0.965, Alone),
        new("alone", "chip, sync <= 24 h", "p15", true, 0.965, Alone),
        new("phone", "found in the 20-s mode", "phoneAll", true, 0.999, ToPhone),
        new("phone", "found in the 20-s mode", "tagP15", true, 0.999, FromPhone),
        new("phone", "found in the 40-s mode", "phoneAll", true, 0.999, ToPhone),
        new("phone", "found in the 40-s mode", "tagP15", true, 0.999, FromPhone),
        new("phone", "found in the 600-s mode, left lying", "phoneAll", true, 0.999, ToPhone),
        new("phone", "found in the 600-s mode, left lying", "tagP15", true, 0.999, FromPhone),
        new("phone", "found in the 600-s mode, picked up", "phoneAll", true, 0.999, ToPhone),
        new("phone", "found in the 600-s mode, picked up", "tagP15", true, 0.999, FromPhone),
        new("assembly", "chip, sync <= 8 h", "p15", true, 0.80, Assembly),
        new("slot", "c3-own", "slotRatio", false, 2.7, Slot),
        new("day", "c3-published", "percent1000", false, 7.0, Day),
        new("day", "c3-own", "percent600", false, 8.3, Day),
        new("month", "c3-published, 1000 mAh", "worstPercent", false, 10, Month),
        new("month", "c3-own, 600 mAh", "worstPercent", false, 10, Month),
    ];

    /// <summary>Targets of one row.</summary>
    public static IEnumerable<ScheduleTarget> Of(string name, string row) => All.Where(target => target.Case == name && target.Row == row);
}

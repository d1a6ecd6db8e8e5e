using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>
/// The two-tag procedure of docs/proximity.md 4 with two simulated tags that run the firmware: measuring file on both, a slot
/// for each position, then the logs read back record by record.
/// </summary>
public static class SimulatedProcedure
{
    /// <summary>The positions, one slot each, in this order.</summary>
    public static readonly IReadOnlyList<(double Metres, Placement Placement)> Positions = MakePositions();

    // 3 August 2020, 01:50 UTC, ten minutes before a slot: the tags are up when the first position begins.
    private const long StartUtcMs = 1596419400000;
    private const long LeadUs = 600_000_000;
    private const long SlotUs = SlotTime.SlotMs * 1000L;

    /// <summary>Day of the procedure, UTC days since 1970-01-01.</summary>
    public static int Day => SlotTime.DayOf(StartUtcMs);

    /// <summary>Measures two tags of a model that is <paramref name="modelOffsetDb"/> stronger than assumed.</summary>
    public static List<Measurement> Run(ulong seed, double modelOffsetDb)
    {
        var loop = new EventLoop();
        var medium = new RadioMedium(new ProcedureField(seed, modelOffsetDb, PositionAt), seed);
        SimulatedTag[] tags = [AddTag(loop, medium, seed, 0), AddTag(loop, medium, seed, 1)];
        loop.RunUntil(LeadUs + ((Positions.Count + 1) * SlotUs));
        return [.. Read(tags[0]), .. Read(tags[1])];
    }

    private static List<(double Metres, Placement Placement)> MakePositions()
    {
        double[] distances = [0.5, 1, 1.5, 2, 3];
        var positions = new List<(double Metres, Placement Placement)>();
        positions.AddRange(distances.Select(metres => (metres, Placement.Stand)));
        positions.AddRange(distances.SelectMany(metres => new[] { (metres, Placement.Facing), (metres, Placement.Facing) }));
        positions.AddRange([(1, Placement.Side), (2, Placement.Side), (1, Placement.Back), (2, Placement.Back)]);
        return positions;
    }

    private static (double Metres, Placement Placement) PositionAt(long timeUs)
    {
        int slot = (int)Math.Floor((timeUs - LeadUs) / (double)SlotUs);
        return Positions[Math.Clamp(slot, 0, Positions.Count - 1)];
    }

    private static SimulatedTag AddTag(EventLoop loop, RadioMedium medium, ulong seed, int number)
    {
        PlatformProfile platform = PlatformProfile.All[0];
        ulong own = Noise.Bits(seed, number, 5);
        var tag = new SimulatedTag(
            loop, medium, medium.AddTransmitter((long)(platform.AdvertisingIntervalMs * 1000)), platform, ClockProfile.All[0], new Battery(1000, 0.9), StartUtcMs, own);
        var identity = new IdentityImage { Serial = (uint)number + 1, CreationDay = Day - 1, UtcOffsetMinutes = 420 };
        Noise.Bytes(identity.BaseKey.Length, own, 2).CopyTo(identity.BaseKey, 0);
        tag.Provision(identity);
        tag.Flash.Place(CalibrationStore.FileName, CalibrationResult.MeasuringImage(Day));
        tag.PrepareSyncHistory(0, 0);
        tag.BeforeTurn = (worn, _) => worn.Hardware.Move();
        loop.Add(tag, number * 1000L);
        return tag;
    }

    // Positions change at the quarters of the hour, and a record belongs to one quarter: the slot tells the position.
    private static IEnumerable<Measurement> Read(SimulatedTag tag)
    {
        int firstSlot = SlotTime.SlotNumber(StartUtcMs + (LeadUs / 1000));
        LogReader reader = tag.Application.Log.OpenReader();
        while (reader.Read())
        {
            int position = (int)reader.Batch.SlotNumber - firstSlot;
            ContactRecord record = reader.Record;
            if (position >= 0 && position < Positions.Count && record.SightingCount >= MeasurementFile.MinSightings)
            {
                (double metres, Placement placement) = Positions[position];
                yield return new Measurement(
                    position, $"{tag.Node + 1}", $"{2 - tag.Node}", metres, placement, record.SightingCount, record.MeanRssiDbm, record.StrongestRssiDbm);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Tests.Storage;

/// <summary>A contact log over simulated flash that can be written, cut and opened again.</summary>
internal sealed class LogBench
{
    private static readonly byte[] BaseKey = Noise.Bytes(32, 1, 1);
    private readonly TagHardware _hardware = new(new Battery(1000, 1), 1);

    public LogBench()
    {
        Reopen();
    }

    public SimulatedFlash Flash { get; init; } = new();

    public ContactLog Log { get; private set; } = null!;

    public TagCounters Counters { get; private set; } = null!;

    /// <summary>What a restart does: another log over the same flash.</summary>
    public void Reopen()
    {
        Counters = new TagCounters();
        Log = new ContactLog(Flash, _hardware, new LogCipher(_hardware, BaseKey), Counters);
        Log.Open();
    }

    /// <summary>Appends <paramref name="count"/> neighbours whose ids tell slot and number; returns how many are durable.</summary>
    public int Append(int slot, int count, ClockTrust trust = ClockTrust.Synced)
    {
        var sightings = new SightingTable(5);
        for (int i = 0; i < count; i++)
        {
            sightings.Record(IdOf(slot, i), 0, 4000 * i, -50, true);
        }

        var records = new SightingSource(sightings);
        records.ChooseNear();
        Log.DeleteExpired(slot);
        return Log.AppendSlot(slot, ClockStamp.Encode(trust, 50), ProximityRule.Version, records);
    }

    /// <summary>All records as "slot/number"; anything that was never written reads as "invented".</summary>
    public List<string> Read()
    {
        var found = new List<string>();
        LogReader reader = Log.OpenReader();
        while (reader.Read())
        {
            int slot = BitConverter.ToInt32(reader.Record.Id, 0);
            int number = BitConverter.ToInt32(reader.Record.Id, 4);
            bool isOurs = slot == (int)reader.Batch.SlotNumber && BitConverter.ToInt32(reader.Record.Id, 8) == ~slot;
            found.Add(isOurs ? $"{slot}/{number}" : "invented");
        }

        return found;
    }

    private static byte[] IdOf(int slot, int number)
    {
        byte[] id = new byte[12];
        BitConverter.TryWriteBytes(id.AsSpan(0), slot);
        BitConverter.TryWriteBytes(id.AsSpan(4), number);
        BitConverter.TryWriteBytes(id.AsSpan(8), ~slot);
        return id;
    }
}

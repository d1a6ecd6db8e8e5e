using System;
using System.Collections.Generic;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Exposure;

/// <summary>A log and the exposure check over it, wired as the application does it, over files that can lose power.</summary>
public sealed class ExposureRig
{
    /// <summary>Vietnam's local time less UTC.</summary>
    public const int UtcOffsetMinutes = 420;

    private static readonly byte[] BaseKey = Engine.Noise.Bytes(DailyKeyChain.KeyLength, 1, 99);

    private readonly LogCipherPort _ports = new();

    /// <summary>A tag over <paramref name="files"/> at <paramref name="nowUtcMs"/>, started.</summary>
    public ExposureRig(IFaultyFiles files, long nowUtcMs)
    {
        Files = files;
        NowUtcMs = nowUtcMs;
        Start();
    }

    /// <summary>Flash.</summary>
    public IFaultyFiles Files { get; }

    /// <summary>What the tag is told as the time.</summary>
    public long NowUtcMs { get; set; }

    /// <summary>Counters of this start.</summary>
    public TagCounters Counters { get; private set; } = null!;

    /// <summary>The log.</summary>
    public ContactLog Log { get; private set; } = null!;

    /// <summary>The check.</summary>
    public ExposureCheck Check { get; private set; } = null!;

    /// <summary>The thresholds in force.</summary>
    public NearThresholds Thresholds { get; } = new();

    /// <summary>The verdict now.</summary>
    public ExposureVerdict Verdict
    {
        get
        {
            byte[] bytes = new byte[ExposureVerdict.Length];
            Check.WriteVerdict(bytes, 0);
            var verdict = new ExposureVerdict();
            return verdict.TryRead(bytes, 0, bytes.Length) ? verdict : throw new InvalidOperationException("The verdict cannot be read.");
        }
    }

    /// <summary>Starts the tag again: all that is not on flash is gone.</summary>
    public void Start()
    {
        Counters = new TagCounters();
        Log = new ContactLog(Files, _ports, new LogCipher(_ports, BaseKey), Counters);
        Log.Open();
        Check = new ExposureCheck(Files, new StateStore(Files, Counters, ExposureMemory.FileName), Log, Thresholds, UtcOffsetMinutes);
        Check.Open();
        Tell(isKnown: true);
    }

    /// <summary>Tells the check the time, or that nobody knows it.</summary>
    public void Tell(bool isKnown) => Check.Tell(new TagTime { UtcMs = NowUtcMs, IsUtcKnown = isKnown });

    /// <summary>Appends records of one slot.</summary>
    public void Append(int slotNumber, IReadOnlyCollection<ContactRecord> records, ClockTrust trust = ClockTrust.Synced)
    {
        var plain = new PlainRecords(records.Count);
        byte[] bytes = new byte[ContactRecordCodec.Length];
        foreach (ContactRecord record in records)
        {
            ContactRecordCodec.Encode(record, bytes, 0);
            plain.Add(bytes, 0);
        }

        Log.AppendSlot(slotNumber, ClockStamp.Encode(trust, trust == ClockTrust.Unset ? ClockStamp.UnknownErrorMs : 500), ProximityRule.Version, plain);
    }

    /// <summary>Brings a list, whole.</summary>
    public ExposureStatus Send(CompactList list)
    {
        Tell(isKnown: true);
        return ListSender.Send(list, bytes => Check.Begin(bytes, 0, bytes.Length), bytes => Check.Chunk(bytes, 0, bytes.Length), () => Verdict);
    }

    /// <summary>Lets the check come to its end; returns the steps it took.</summary>
    public int RunToEnd()
    {
        int steps = 0;
        for (; Check.HasWork; steps++)
        {
            Check.Step();
        }

        return steps;
    }
}

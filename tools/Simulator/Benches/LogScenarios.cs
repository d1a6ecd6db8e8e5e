using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Everything that a tag does with its flash, as scenarios for the fault bench.</summary>
public static class LogScenarios
{
    private const long FiveMinutesMs = 300000;
    private const uint LastNumbers = 0xFFFFFFFE;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LogScenario> All { get; } =
    [
        Make("slots", "Three slots, met, checkpointed, closed", Empty, [.. Slots(3, 8)]),
        Make("crowd", "A crowd of 128: five batches a slot, five a checkpoint", Empty, [.. Slots(2, 128)]) with { IsHeavy = true },
        Make("segments", "Segments fill up and new ones begin", rig => Fill(rig, 11, 20), [.. Slots(3, 25)]),
        Make("restart", "Saving before a planned restart, and the restart", Empty, [.. Slots(1, 9), Meet(5), Save, Boot, .. Slots(1, 4), Save, Boot, Meet(2), Save]),
        Make("state", "The state file, again and again", Empty, [.. Enumerable.Repeat<Action<LogRig>>(Tick, 8)]),
        Make("wrap", "Segment number and sequence wrap", NearTheLimit, [.. ThreeDayGaps(5)]),
        Make("unset", "No clock, provisional times, clock set, re-dated; and the same again", WithoutClock, [.. Unset(), LoseClock, .. Unset()]),
        Make("leap", "The clock leaps a year ahead, and later back", rig => Fill(rig, 3, 6), [.. Leap(365), .. Slots(2, 5), Boot, .. Leap(-365), .. Slots(2, 5)]),
        Make("back", "The clock goes back while slots are written", rig => Fill(rig, 3, 6), [Meet(5), .. Leap(-1), .. Slots(1, 5), .. Leap(-20), .. Slots(2, 5)]),
        Make("retention", "Thirty days, some contacts each half day", Empty, [.. Days(30)]),
        Make("expire", "All contacts pass their 21 days, the last segment too", rig => Fill(rig, 2, 5), [.. Idle(27), .. Slots(1, 3)]),
        Make("wipe", "Contacts, wiped", Smaller, [.. Slots(1, 3), Wipe, .. Slots(1, 3)]) with { PartitionBlocks = 18 },
        Make("identity", "The identity file is damaged; the copy mends it", rig => Fill(rig, 1, 3), [DamageIdentity, Boot, .. Slots(1, 3), DamageIdentity, Boot]),
        Make("ring", "A full ring of segments", FullRing, [.. Slots(2, 4), Boot, .. Slots(3, 4)]) with { IsHeavy = true, IsFilesOnly = true },
        Make("room", "A partition with no room left", NoRoom, [.. Slots(3, 30)]) with { IsHeavy = true, IsFilesOnly = true },
        Make("folder", "A directory where the next segment should be", Folder, [.. Slots(3, 40)]) with { IsFilesOnly = true },
    ];

    /// <summary>The one called <paramref name="name"/>, or null.</summary>
    public static LogScenario? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    private static LogScenario Make(string name, string description, Action<LogRig> prepare, Action<LogRig>[] steps) =>
        new() { Name = name, Description = description, Prepare = prepare, Steps = steps };

    private static void Empty(LogRig rig)
    {
        rig.Provision();
        rig.Boot();
        rig.Save();
    }

    private static void Fill(LogRig rig, int slots, int neighbours)
    {
        Empty(rig);
        for (int i = 0; i < slots; i++)
        {
            rig.Meet(neighbours);
            rig.EndSlot();
        }

        rig.Save();
    }

    // Within the day's quota while there is room, within its fair share when there is none.
    private static void FullRing(LogRig rig)
    {
        const int CrowdedUntil = 36;
        const int AlmostFull = 3900;
        Empty(rig);
        while (rig.Log.Segments.Count < SegmentIndex.Capacity || rig.Log.Segments.LengthAt(SegmentIndex.Capacity - 1) < AlmostFull)
        {
            rig.Meet(rig.Log.Segments.Count < CrowdedUntil ? 20 : 4);
            rig.EndSlot();
        }

        rig.Save();
    }

    // A segment of one batch whose successors have small numbers.
    private static void NearTheLimit(LogRig rig)
    {
        rig.Provision();
        var ports = new LogCipherPort();
        var image = new Protocol.Provisioning.IdentityImage();
        IdentityStore.TryLoad(rig.Files, image);
        var builder = new BatchBuilder(ports, new LogCipher(ports, image.BaseKey), new byte[BatchBuilder.BufferLength]);
        int slot = SlotTime.SlotNumber(rig.NowMs);
        var segment = new SegmentHeader { RuleVersion = ProximityRule.Version, Number = LastNumbers, FirstSequence = LastNumbers, BaseSlot = (uint)slot };
        builder.Begin(segment, 0);
        builder.Batch.RecordCount = 1;
        builder.Batch.ClockState = ClockStamp.Encode(ClockTrust.Synced, 50);
        builder.Batch.SlotNumber = (uint)slot;
        builder.Batch.Sequence = LastNumbers;
        LogAttempt attempt = rig.Ledger.Begin(slot, builder.Batch.ClockState, rig.TrueMs);
        rig.Ledger.Hear(attempt, 1);
        attempt.Acknowledge();
        int length = builder.Build(segment, Single(attempt), 0);
        rig.Files.Write(SegmentNames.NameOf(LastNumbers), builder.Buffer, 0, SegmentHeader.Length + length);
        rig.FirstSegment = LastNumbers;
        rig.EndSlotSwitchedOff();
        rig.Boot();
        rig.Save();
    }

    private static PlainRecords Single(LogAttempt attempt)
    {
        var record = new ContactRecord { SightingCount = 1, NearCount = 1, StrongestRssiDbm = -50, MeanRssiDbm = -50, IsTag = true };
        LogLedger.WriteId(record.Id, attempt.Number, 0);
        byte[] bytes = new byte[ContactRecordCodec.Length];
        ContactRecordCodec.Encode(record, bytes, 0);
        var records = new PlainRecords(1);
        records.Add(bytes, 0);
        return records;
    }

    private static void WithoutClock(LogRig rig)
    {
        Fill(rig, 2, 4);
        LoseClock(rig);
    }

    private static void LoseClock(LogRig rig)
    {
        rig.Trust = ClockTrust.Unset;
        rig.Boot();
    }

    private static void NoRoom(LogRig rig)
    {
        Fill(rig, 100, 18);
        var files = (FileFlash)rig.Files;
        files.CapacityBytes = files.TotalLength + 700;
        rig.MayDropOldest = true;
    }

    // Files alone have no end: a dozen blocks are enough to fill.
    private static void Smaller(LogRig rig)
    {
        Fill(rig, 5, 12);
        if (rig.Files is FileFlash files)
        {
            files.CapacityBytes = 12 * NorFlash.BlockLength;
        }
    }

    private static void Folder(LogRig rig)
    {
        Fill(rig, 4, 25);
        ((FileFlash)rig.Files).Directory = SegmentNames.NameOf(rig.Log.Segments.NumberAt(rig.Log.Segments.Count - 1) + 1);
    }

    private static IEnumerable<Action<LogRig>> Slots(int count, int neighbours)
    {
        for (int i = 0; i < count; i++)
        {
            yield return Meet(Math.Max(1, neighbours - 1));
            yield return rig => rig.Pass(FiveMinutesMs);
            yield return Meet(neighbours);
            yield return rig => rig.Pass(FiveMinutesMs);
            yield return Meet(neighbours);
            yield return rig => rig.EndSlot();
        }
    }

    private static IEnumerable<Action<LogRig>> Unset() =>
        [.. Slots(2, 6), Meet(3), rig => rig.SetClock(rig.NowMs + (5 * SlotTime.DayMs) + 1234), .. Slots(1, 4)];

    private static IEnumerable<Action<LogRig>> Leap(int days) => [rig => rig.SetClock(rig.NowMs + (days * SlotTime.DayMs))];

    private static IEnumerable<Action<LogRig>> Days(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return Meet(6);
            yield return rig => rig.Pass(SlotTime.DayMs / 2);
            yield return Meet(3);
            yield return rig => rig.Pass(SlotTime.DayMs / 2);
            yield return rig => rig.SaveState();
        }
    }

    // A segment spans two and a half days at most.
    private static IEnumerable<Action<LogRig>> ThreeDayGaps(int count) =>
        Enumerable.Repeat<Action<LogRig>[]>([Meet(4), rig => rig.Pass(FiveMinutesMs), Meet(5), rig => rig.Pass(3 * SlotTime.DayMs)], count).SelectMany(steps => steps);

    private static IEnumerable<Action<LogRig>> Idle(int days) =>
        Enumerable.Repeat<Action<LogRig>[]>([rig => rig.Pass(SlotTime.DayMs / 2), rig => rig.SaveState()], 2 * days).SelectMany(steps => steps);

    private static Action<LogRig> Meet(int neighbours) => rig => rig.Meet(neighbours);

    private static void Save(LogRig rig) => rig.Save();

    private static void Boot(LogRig rig) => rig.Boot();

    private static void Wipe(LogRig rig) => rig.Wipe();

    private static void Tick(LogRig rig)
    {
        rig.NowMs += 1000;
        rig.Save();
    }

    private static void DamageIdentity(LogRig rig) => rig.Files.Write(IdentityStore.FileName, new byte[12], 0, 12);
}

using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// The storing half of a tag - identity, state, log, book - wired as the application does it, over files that can lose power;
/// with the clock that it is told, and a ledger of what it was told and what it acknowledged.
/// </summary>
public sealed class LogRig
{
    /// <summary>UTC at which the scenarios begin: 07:00 in Vietnam.</summary>
    public const long StartUtcMs = 1596412800000;

    /// <summary>The most reads that a start may take.</summary>
    public const int MaxMountReads = 500;

    private Timekeeper _timekeeper = new(new TagCounters());
    private const int NearDbm = -50;
    private const uint Serial = 7407;

    private static readonly byte[] BaseKey = Engine.Noise.Bytes(DailyKeyChain.KeyLength, 1, 1);

    private readonly LogCipherPort _ports = new();
    private readonly byte[] _id = new byte[BluezoneId.Length];
    private LogAttempt? _open;
    private bool _isWipeBegun;
    private int _firstUnset;
    private uint _unsetFrom;
    private long _savedSync;
    private long _triedSync;

    /// <summary>A tag over <paramref name="files"/>, switched off.</summary>
    public LogRig(IFaultyFiles files, LogLedger ledger)
    {
        Files = files;
        Ledger = ledger;
    }

    /// <summary>Flash.</summary>
    public IFaultyFiles Files { get; }

    /// <summary>The truth.</summary>
    public LogLedger Ledger { get; private set; }

    /// <summary>The tag's clock, milliseconds.</summary>
    public long NowMs { get; set; } = StartUtcMs;

    /// <summary>Time that has really passed, milliseconds.</summary>
    public long TrueMs { get; private set; }

    /// <summary>Whether the state file may be lost: somebody damaged it.</summary>
    public bool AllowsStateLoss { get; set; }

    /// <summary>What the tag takes its clock for.</summary>
    public ClockTrust Trust { get; set; } = ClockTrust.Synced;

    /// <summary>Counters of this start.</summary>
    public TagCounters Counters { get; private set; } = null!;

    /// <summary>The log.</summary>
    public ContactLog Log { get; private set; } = null!;

    /// <summary>The book.</summary>
    public ContactBook Book { get; private set; } = null!;

    /// <summary>The state.</summary>
    public TagState State { get; private set; } = null!;

    /// <summary>Reads of the dearest start so far.</summary>
    public int MountReads { get; private set; }

    /// <summary>Number of the first segment ever, to know how many a full ring has dropped.</summary>
    public uint FirstSegment { get; set; }

    /// <summary>A copy over forked flash, switched off, at the same time of day.</summary>
    public LogRig Fork() => new(Files.Fork(), Ledger.Fork())
    {
        NowMs = NowMs,
        Trust = Trust,
        FirstSegment = FirstSegment,
        MayDropOldest = MayDropOldest,
        TrueMs = TrueMs,
        AllowsStateLoss = AllowsStateLoss,
        _savedSync = _savedSync,
        _triedSync = _triedSync,
    };

    /// <summary>Whether lack of room may cost the oldest segments: one for each slot.</summary>
    public bool MayDropOldest { get; set; }

    /// <summary>Writes the identity that provisioning would write.</summary>
    public void Provision()
    {
        var identity = new IdentityImage { Serial = Serial, CreationDay = 18000, UtcOffsetMinutes = 420 };
        BaseKey.CopyTo(identity.BaseKey, 0);
        byte[] image = new byte[IdentityImage.Length];
        identity.Write(image);
        Files.Write(IdentityStore.FileName, image, 0, image.Length);
    }

    /// <summary>Starts the firmware, as the application does: wipe first if one is pending, identity, state, log.</summary>
    public void Boot()
    {
        _open = null;
        Files.Remount();
        int before = Files.ReadCount;
        bool isWiping = LogWipe.IsPending(Files);
        if (isWiping)
        {
            LogWipe.Run(Files);
        }

        var identity = new IdentityImage();
        if (!IdentityStore.TryLoad(Files, identity) || identity.Serial != Serial)
        {
            throw new LogFaultException("the identity is lost");
        }

        Counters = new TagCounters();
        Log = new ContactLog(Files, _ports, new LogCipher(_ports, identity.BaseKey), Counters);
        Book = new ContactBook(Log, Counters, identity.UtcOffsetMinutes, 5) { ClockTrust = Trust, ClockErrorMs = 50 };
        _timekeeper = new Timekeeper(Counters);
        var budget = new PowerBudget(ChargeProfile.ReferenceBoard(), ChargeProfile.DefaultCapacityMilliampHours, identity.UtcOffsetMinutes);
        State = new TagState(
            new StateStore(Files, Counters, StateStore.StateName), new StateStore(Files, Counters, StateStore.ChargeName), _timekeeper, Log.Retention, Counters, Book.Days, budget);
        State.Load();
        Log.Open();
        CheckStart(Files.ReadCount - before, isWiping);
        Ledger.FirstPossible = _isWipeBegun ? Ledger.FirstKept : Ledger.FirstPossible;
        _isWipeBegun = false;
        _firstUnset = Ledger.Attempts.Count;
        _unsetFrom = Log.NextSequence;
        Book.CloseSlotBefore(NowMs);
    }

    /// <summary>The power has gone: what is only in memory is gone.</summary>
    public void LosePower() => _open = null;

    /// <summary>Hears <paramref name="count"/> neighbours once each, nearby; those of this slot heard before are the same ones.</summary>
    public void Meet(int count)
    {
        int slot = SlotTime.SlotNumber(NowMs);
        _open ??= Ledger.Begin(slot, ClockStamp.Encode(Trust, Book.ClockErrorMs), TrueMs);
        Ledger.Hear(_open, count);
        for (int i = 0; i < count; i++)
        {
            LogLedger.WriteId(_id, _open.Number, i);
            Book.Record(NowMs, _id, 0, NearDbm, isTag: true);
        }
    }

    /// <summary>Lets time pass within the slot or into another, then does what a tag does between radio slots.</summary>
    public void Pass(long milliseconds)
    {
        bool isNewSlot = SlotTime.SlotNumber(NowMs) != SlotTime.SlotNumber(NowMs + milliseconds);
        bool isCheckpoint = PartOf(NowMs) != PartOf(NowMs + milliseconds);
        NowMs += milliseconds;
        TrueMs += milliseconds;
        int lost = Counters.Get(TagCounter.RecordsLost) + Counters.Get(TagCounter.RecordsOverQuota);
        Book.CloseSlotBefore(NowMs);
        bool isWhole = lost == Counters.Get(TagCounter.RecordsLost) + Counters.Get(TagCounter.RecordsOverQuota);
        if ((isNewSlot || isCheckpoint) && isWhole && Book.IsSaved)
        {
            Acknowledge();
        }

        _open = isNewSlot ? null : _open;
    }

    /// <summary>Lets the rest of the slot pass while the tag is off.</summary>
    public void EndSlotSwitchedOff()
    {
        long left = SlotTime.SlotMs - (NowMs % SlotTime.SlotMs);
        NowMs += left;
        TrueMs += left;
    }

    /// <summary>Lets the rest of the slot pass.</summary>
    public void EndSlot() => Pass(SlotTime.SlotMs - (NowMs % SlotTime.SlotMs));

    /// <summary>Writes what has been gathered and the state, as before a restart or at an empty cell.</summary>
    public void Save()
    {
        Book.Flush();
        Acknowledge();
        _open = null;
        _triedSync = NowMs;
        _timekeeper.Set(new TagTime { UtcMs = NowMs }, NowMs);
        if (State.Save(NowMs))
        {
            _savedSync = _triedSync;
        }
    }

    /// <summary>The save of the charge, two hours apart.</summary>
    public void SaveCharge() => State.SaveCharge();

    /// <summary>The save of the whole state, six hours apart.</summary>
    public void SaveState()
    {
        State.Save(NowMs);
    }

    /// <summary>Somebody sets the clock: to <paramref name="utcMs"/>. What was recorded without one is re-dated.</summary>
    public void SetClock(long utcMs)
    {
        Book.Flush();
        Acknowledge();
        _open = null;
        if (Trust == ClockTrust.Unset)
        {
            Redate(utcMs - NowMs);
        }

        NowMs = utcMs;
        Trust = ClockTrust.Synced;
        Book.ClockTrust = Trust;
        Log.Retention.OnSync(SlotTime.SlotNumber(utcMs));
        Save();
        Book.CloseSlotBefore(NowMs);
    }

    /// <summary>Asks for a wipe and does it; the tag starts afresh.</summary>
    public void Wipe()
    {
        Ledger.FirstKept = Ledger.Attempts.Count;
        _savedSync = 0;
        _isWipeBegun = LogWipe.Begin(Files, isForReturn: false);
        if (LogWipe.Run(Files) < 0)
        {
            throw new LogFaultException("the wipe failed");
        }

        Boot();
    }

    /// <summary>Null when the log is as it should be, otherwise what is wrong.</summary>
    public string? Compare()
    {
        uint newest = Log.Segments.Count == 0 ? FirstSegment : Log.Segments.NumberAt(Log.Segments.Count - 1);
        int dropped = MayDropOldest ? GivenUp() : Math.Max(0, (int)(newest - FirstSegment) + 2 - SegmentIndex.Capacity);
        return Ledger.Compare(Log.OpenReader(), TrueMs, dropped);
    }

    // One for each slot closed, and each slot here fills about an eighth of a segment: never more than were met.
    private int GivenUp() => Log.Segments.Count == 0 ? 0 : (int)(Log.Segments.NumberAt(0) - FirstSegment);

    /// <summary>Null when nothing is in the log that should be gone.</summary>
    public string? FindTooOld() => Ledger.FindTooOld(Log.OpenReader(), TrueMs);

    private int PartOf(long ms) => (int)(ms % SlotTime.SlotMs) / Book.CheckpointMs;

    private void Redate(long deltaMs)
    {
        Mark(possibleMs: deltaMs, certainMs: 0);
        if (Log.AppendRedating(_unsetFrom, deltaMs))
        {
            Mark(possibleMs: deltaMs, certainMs: deltaMs);
        }
    }

    // Attempts are shared between runs once they are closed: those of this start are not yet.
    private void Mark(long possibleMs, long certainMs)
    {
        for (int i = _firstUnset; i < Ledger.Attempts.Count; i++)
        {
            Ledger.Attempts[i].PossibleDeltaMs = possibleMs;
            Ledger.Attempts[i].DeltaMs = certainMs;
        }
    }

    private void Acknowledge() => _open?.Acknowledge();

    private void CheckStart(int reads, bool isWiping)
    {
        MountReads = isWiping ? MountReads : Math.Max(MountReads, reads);
        if (MountReads > MaxMountReads)
        {
            throw new LogFaultException($"a start took {MountReads} reads");
        }

        if (!AllowsStateLoss && _timekeeper.LastSyncUtcMs != _savedSync && _timekeeper.LastSyncUtcMs != _triedSync)
        {
            throw new LogFaultException($"the state is of {_timekeeper.LastSyncUtcMs}, saved was {_savedSync}");
        }

        _savedSync = _timekeeper.LastSyncUtcMs;
    }
}

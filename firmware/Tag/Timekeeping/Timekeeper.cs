using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Timekeeping;

/// <summary>
/// Turns the counts of the clock chip and the platform into UTC with an error bound (docs/schedule.md, "The clock"). Counts
/// by the chip while it makes sense, by uptime while it does not, and never lets UTC jump except when it is set.
/// </summary>
public sealed class Timekeeper
{
    /// <summary>Bytes that <see cref="Write"/> takes (docs/protocol.md 5.6).</summary>
    public const int Length = 52;

    /// <summary>Error bound right after a sync, milliseconds.</summary>
    public const int SyncErrorMs = 150;

    /// <summary>A sync older than this is no proof any more.</summary>
    public const long SyncedForMs = 7 * SlotTime.DayMs;

    /// <summary>Chip readings in a row that make no sense before the platform's clock takes over until the next sync.</summary>
    public const int MaxChipFaults = 3;

    /// <summary>The chip is set anew when it is this far from UTC; less is kept as a number, so that its rate can be learned.</summary>
    public const long ChipSetMs = 60000;

    // How far chip and uptime may part between two readings: the sleep timer is wrong by up to 5 %.
    private const int ChipToleranceMs = 2000;
    private const int ChipToleranceDivisor = 20;

    // Readings closer than this are left out: within the tolerance even a chip that stands still would pass for good.
    private const int MinChipGapMs = 4000;
    private const int MinRateMeasureMs = 10000;
    private const int MaxSleepTimerPpm = 50000;
    private const int DisagreementMs = 1000;
    private const int SigmaMultiple = 3;
    private const long Billion = 1000000000;
    private const int FlagChip = 1;
    private const int FlagConfirmed = 2;
    private const int FlagDoubted = 4;

    private readonly TagCounters _counters;
    private readonly RateTrim _trim = new RateTrim();
    private bool _isChip;
    private bool _isConfirmed;
    private bool _isKnown;

    // UTC was _referenceUtcMs, give or take _referenceErrorMs, when the clock in use counted _referenceLocalMs.
    private long _referenceUtcMs;
    private long _referenceLocalMs;
    private long _referenceErrorMs;

    // The clock in use counted _anchorLocalMs at uptime _anchorUptimeMs.
    private long _anchorLocalMs;
    private long _anchorUptimeMs;
    private int _chipFaults;
    private int _sleepTimerPpm;
    private long _savedUtcMs;

    /// <summary>A clock that was never set.</summary>
    public Timekeeper(TagCounters counters)
    {
        _counters = counters;
        _trim.Reset(RateTrim.PlatformSigmaPpb);
    }

    /// <summary>UTC milliseconds of the moment the clock was last set from outside; 0 for never.</summary>
    public long LastSyncUtcMs { get; private set; }

    /// <summary>Whether the last sync disagreed with a good clock: nothing that cannot be undone should be done by it.</summary>
    public bool IsDoubted { get; private set; }

    /// <summary>Whether the clock chip is counted by.</summary>
    public bool IsChip
    {
        get { return _isChip; }
    }

    /// <summary>The rate correction of the clock in use.</summary>
    public RateTrim Trim
    {
        get { return _trim; }
    }

    /// <summary>
    /// Goes on from a saved state, or begins without one. Call once, after <see cref="Read"/>, at the first moment told.
    /// Without any UTC the last one saved is the provisional beginning: the true time cannot be before it.
    /// </summary>
    public void Resume(TagTime now)
    {
        bool wasSet = LastSyncUtcMs != 0;

        // Right after a sync the chip, which counts in hundredths, may read a little less than what it was set to.
        if (wasSet && _isChip && now.ChipMs >= _referenceLocalMs - ChipToleranceMs)
        {
            _isKnown = true;
            Anchor(now.ChipMs, now.UptimeMs);
        }
        else if (now.IsUtcKnown && (!wasSet || now.UtcMs >= _referenceUtcMs))
        {
            ResumeFromPlatform(now, wasSet);
        }
        else if (now.ChipMs >= 0)
        {
            // The state is lost, or older than the chip's own: the chip alone knows, since it was last set.
            ResumeFromChip(now);
        }
        else
        {
            _isChip = false;
            _isConfirmed = false;
            _referenceUtcMs = _savedUtcMs;
            _referenceLocalMs = 0;
            Anchor(0, now.UptimeMs);
        }
    }

    /// <summary>Replaces the platform's UTC in <paramref name="now"/> by the best there is.</summary>
    public void Tell(TagTime now)
    {
        if (_isChip && now.IsChipRead)
        {
            FollowChip(now);
        }

        now.SleepTimerPpm = _sleepTimerPpm;
        now.UtcMs = UtcAt(now.UptimeMs);
        now.IsUtcKnown = _isKnown;
    }

    /// <summary>UTC milliseconds at <paramref name="uptimeMs"/>, which must not be far from the last moment told.</summary>
    public long UtcAt(long uptimeMs)
    {
        long localMs = LocalAt(uptimeMs) - _referenceLocalMs;
        return _referenceUtcMs + localMs + Share(localMs, _trim.RatePpb);
    }

    /// <summary>
    /// Sets UTC to <paramref name="utcMs"/>, the time at <paramref name="now"/>. Learns the clock's rate from this sync and
    /// the one before. One that disagrees with a good clock is obeyed, but not called proof until a second one agrees.
    /// <paramref name="errorMs"/>: how far off it may be; more than <see cref="SyncErrorMs"/> teaches nothing about the rate.
    /// True when the chip has to be set to the same time now.
    /// </summary>
    public bool Set(TagTime now, long utcMs, int errorMs)
    {
        bool agrees = !_isKnown || LastSyncUtcMs == 0 || IntegerMath.Absolute(utcMs - now.UtcMs) <= ErrorMs(now.UtcMs) + DisagreementMs;
        if (_isKnown && agrees && _isConfirmed && errorMs <= SyncErrorMs)
        {
            long localMs = LocalAt(now.UptimeMs) - _referenceLocalMs;
            _trim.Learn(localMs, utcMs - _referenceUtcMs - localMs);
        }

        bool hasChip = now.ChipMs >= 0;
        bool mustSetChip = now.IsChipFitted && (!hasChip || IntegerMath.Absolute(now.ChipMs - utcMs) > ChipSetMs);
        if (_isChip != (hasChip || mustSetChip))
        {
            _isChip = !_isChip;
            _trim.Reset(_isChip ? RateTrim.ChipSigmaPpb : RateTrim.PlatformSigmaPpb);
        }

        _isKnown = true;
        _isConfirmed = agrees;
        IsDoubted = !agrees;
        _chipFaults = 0;
        LastSyncUtcMs = utcMs;
        Refer(utcMs, _isChip && !mustSetChip ? now.ChipMs : utcMs, errorMs > SyncErrorMs ? errorMs : SyncErrorMs);
        Anchor(_referenceLocalMs, now.UptimeMs);
        return mustSetChip;
    }

    /// <summary>Sets UTC from somebody whose time is as good as a sync's usually is: see the other overload.</summary>
    public bool Set(TagTime now, long utcMs)
    {
        return Set(now, utcMs, SyncErrorMs);
    }

    /// <summary>The chip did not take the time that <see cref="Set(TagTime, long, int)"/> asked for: count by the platform. The sync is none the worse for it.</summary>
    public void OnChipNotSet(TagTime now)
    {
        UsePlatform(now.UptimeMs, _referenceErrorMs);
    }

    /// <summary>True UTC lies within this many milliseconds of the told one at <paramref name="utcMs"/>; -1 when nobody knows.</summary>
    public int ErrorMs(long utcMs)
    {
        if (!_isKnown || LastSyncUtcMs == 0)
        {
            return -1;
        }

        long errorMs = _referenceErrorMs + Share(IntegerMath.Absolute(utcMs - _referenceUtcMs), SigmaMultiple * _trim.SigmaPpb);
        return errorMs > int.MaxValue ? int.MaxValue : (int)errorMs;
    }

    /// <summary>How far UTC can be trusted at <paramref name="utcMs"/>.</summary>
    public ClockTrust TrustAt(long utcMs)
    {
        if (!_isKnown)
        {
            return ClockTrust.Unset;
        }

        long ageMs = utcMs - LastSyncUtcMs;
        return _isConfirmed && ageMs >= -ChipToleranceMs && ageMs <= SyncedForMs ? ClockTrust.Synced : ClockTrust.Approximate;
    }

    /// <summary>Writes what outlives a restart, <see cref="Length"/> bytes; <paramref name="utcMs"/> is now.</summary>
    public void Write(byte[] buffer, int offset, long utcMs)
    {
        LittleEndian.WriteInt64(buffer, offset, LastSyncUtcMs);
        LittleEndian.WriteInt64(buffer, offset + 8, _referenceUtcMs);
        LittleEndian.WriteInt64(buffer, offset + 16, _referenceLocalMs);
        LittleEndian.WriteInt64(buffer, offset + 24, _referenceErrorMs);
        LittleEndian.WriteInt64(buffer, offset + 32, utcMs);
        LittleEndian.WriteUInt32(buffer, offset + 40, (uint)_trim.RatePpb);
        LittleEndian.WriteUInt32(buffer, offset + 44, (uint)_trim.SigmaPpb);
        LittleEndian.WriteUInt32(buffer, offset + 48, (uint)((_isChip ? FlagChip : 0) | (_isConfirmed ? FlagConfirmed : 0) | (IsDoubted ? FlagDoubted : 0)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; <see cref="Resume"/> makes use of it.</summary>
    public void Read(byte[] buffer, int offset)
    {
        LastSyncUtcMs = LittleEndian.ReadInt64(buffer, offset);
        Refer(LittleEndian.ReadInt64(buffer, offset + 8), LittleEndian.ReadInt64(buffer, offset + 16), LittleEndian.ReadInt64(buffer, offset + 24));
        _savedUtcMs = LittleEndian.ReadInt64(buffer, offset + 32);
        _trim.Restore((int)LittleEndian.ReadUInt32(buffer, offset + 40), (int)LittleEndian.ReadUInt32(buffer, offset + 44));
        uint flags = LittleEndian.ReadUInt32(buffer, offset + 48);
        _isChip = (flags & FlagChip) != 0;
        _isConfirmed = (flags & FlagConfirmed) != 0;
        IsDoubted = (flags & FlagDoubted) != 0;
    }

    // value x parts / 10^9 without running out of 64 bits: a year is 3 x 10^10 ms.
    private static long Share(long value, long partsPerBillion)
    {
        return (value / 1000000 * partsPerBillion / 1000) + (value % 1000000 * partsPerBillion / Billion);
    }

    private void ResumeFromPlatform(TagTime now, bool wasSet)
    {
        if (_isChip || !wasSet)
        {
            // What the chip's reference says means nothing to the platform's clock.
            _trim.Reset(RateTrim.PlatformSigmaPpb);
            Refer(now.UtcMs, now.UtcMs, _referenceErrorMs + (SyncedForMs / 1000));
            _isConfirmed = false;
        }

        _isKnown = true;
        _isChip = false;
        Anchor(now.UtcMs, now.UptimeMs);
    }

    private void ResumeFromChip(TagTime now)
    {
        _isKnown = true;
        _isChip = true;
        _isConfirmed = false;
        _trim.Reset(RateTrim.ChipSigmaPpb);
        Refer(now.ChipMs, now.ChipMs, ChipSetMs);
        Anchor(now.ChipMs, now.UptimeMs);
    }

    private void FollowChip(TagTime now)
    {
        long elapsedMs = LocalAt(now.UptimeMs) - _anchorLocalMs;
        long uptimeMs = now.UptimeMs - _anchorUptimeMs;
        long partingMs = now.ChipMs - _anchorLocalMs - elapsedMs;
        if (uptimeMs < MinChipGapMs)
        {
            return;
        }

        if (now.ChipMs >= 0 && IntegerMath.Absolute(partingMs) <= ChipToleranceMs + (uptimeMs / ChipToleranceDivisor))
        {
            _chipFaults = 0;
            LearnSleepTimer(uptimeMs, now.ChipMs - _anchorLocalMs);
            Anchor(now.ChipMs, now.UptimeMs);
            return;
        }

        _counters.Add(TagCounter.ClockFaults, 1);
        if (++_chipFaults >= MaxChipFaults)
        {
            _isConfirmed = false;
            UsePlatform(now.UptimeMs, _referenceErrorMs + (uptimeMs / ChipToleranceDivisor));
        }
        else if (now.ChipMs >= 0)
        {
            // It jumped: from here it counts on, and UTC goes on by uptime as if nothing had happened.
            _referenceErrorMs += uptimeMs / ChipToleranceDivisor;
            _referenceLocalMs += partingMs;
            Anchor(now.ChipMs, now.UptimeMs);
        }
    }

    // Only a chip shows how wrong the sleep timer is; an eighth of each measurement is taken over.
    private void LearnSleepTimer(long uptimeMs, long trueMs)
    {
        if (trueMs >= MinRateMeasureMs)
        {
            long ppm = (uptimeMs - trueMs) * 1000000 / trueMs;
            if (ppm <= MaxSleepTimerPpm && ppm >= -MaxSleepTimerPpm)
            {
                _sleepTimerPpm += (int)(ppm - _sleepTimerPpm) / 8;
            }
        }
    }

    private void UsePlatform(long uptimeMs, long errorMs)
    {
        long utcMs = UtcAt(uptimeMs);
        _isChip = false;
        _trim.Reset(RateTrim.PlatformSigmaPpb);
        Refer(utcMs, utcMs, errorMs);
        Anchor(utcMs, uptimeMs);
    }

    private long LocalAt(long uptimeMs)
    {
        long elapsedMs = uptimeMs - _anchorUptimeMs;
        return _anchorLocalMs + elapsedMs - (_isChip ? elapsedMs * _sleepTimerPpm / 1000000 : 0);
    }

    private void Refer(long utcMs, long localMs, long errorMs)
    {
        _referenceUtcMs = utcMs;
        _referenceLocalMs = localMs;
        _referenceErrorMs = errorMs;
    }

    private void Anchor(long localMs, long uptimeMs)
    {
        _anchorLocalMs = localMs;
        _anchorUptimeMs = uptimeMs;
    }
}

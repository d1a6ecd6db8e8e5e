namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Chooses the radio mode from company, motion and the hour (docs/schedule.md). Told uptimes in milliseconds; allocates
/// nothing and remembers only the last time of each.
/// </summary>
public sealed class ModeSelector
{
    /// <summary>How long company or a movement keeps the fast mode.</summary>
    public const int RecentMs = 300000;

    /// <summary>Without a movement for this long the tag is lying somewhere.</summary>
    public const int StillMs = 1800000;

    /// <summary>Local hour at which the night begins.</summary>
    public const int NightStartHour = 22;

    /// <summary>Local hour at which the night ends.</summary>
    public const int NightEndHour = 6;

    /// <summary>How long somebody new keeps the fastest mode.</summary>
    public const int MeetingMs = 120000;

    /// <summary>... and how long until somebody new can do so again: a corridor must not empty the cell.</summary>
    public const int MeetingPauseMs = 1800000;

    private readonly bool _hasMotionSensor;
    private long _meetingMs = -MeetingPauseMs;
    private long _lastCompanyMs;
    private long _lastMotionMs;

    /// <summary>A tag that has just started is taken to move and to have company, until it knows better.</summary>
    public ModeSelector(bool hasMotionSensor)
    {
        _hasMotionSensor = hasMotionSensor;
    }

    /// <summary>Whether the board can feel movement.</summary>
    public bool HasMotionSensor
    {
        get { return _hasMotionSensor; }
    }

    /// <summary>Whether many tags are about, though no crowd. Where many come and go, somebody new counts each time.</summary>
    public bool IsAmongMany { get; set; }

    /// <summary>Notes that a tag or phone was heard.</summary>
    public void OnCompany(long uptimeMs)
    {
        _lastCompanyMs = uptimeMs;
    }

    /// <summary>Notes that a tag was heard that had not been about.</summary>
    public void OnNewcomer(long uptimeMs)
    {
        if (IsAmongMany || uptimeMs - _meetingMs >= MeetingPauseMs)
        {
            _meetingMs = uptimeMs;
        }
    }

    /// <summary>Notes a movement.</summary>
    public void OnMotion(long uptimeMs)
    {
        _lastMotionMs = uptimeMs;
    }

    /// <summary>Whether somebody was heard within the last five minutes.</summary>
    public bool HasCompany(long uptimeMs)
    {
        return uptimeMs - _lastCompanyMs < RecentMs;
    }

    /// <summary>Whether the wearer moved within the last five minutes; without a sensor always.</summary>
    public bool HasMoved(long uptimeMs)
    {
        return !_hasMotionSensor || uptimeMs - _lastMotionMs < RecentMs;
    }

    /// <summary>The mode at <paramref name="uptimeMs"/>, when it is <paramref name="localHour"/> o'clock (0..23) for the wearer.</summary>
    public RadioMode Select(long uptimeMs, int localHour)
    {
        bool hasCompany = HasCompany(uptimeMs);
        if (hasCompany && uptimeMs - _meetingMs < MeetingMs)
        {
            return RadioMode.Meeting;
        }

        if (!_hasMotionSensor)
        {
            return hasCompany ? RadioMode.Company : IsNight(localHour) ? RadioMode.Resting : RadioMode.Alone;
        }

        long stillForMs = uptimeMs - _lastMotionMs;
        if (stillForMs >= StillMs)
        {
            // Nobody wears it, or the wearer sleeps: nobody gets closer that was not met while awake. By day phones still
            // find a 40-second tag (docs/decisions/0004-modes.md).
            return hasCompany && !IsNight(localHour) ? RadioMode.Alone : RadioMode.Resting;
        }

        return hasCompany || stillForMs < RecentMs ? RadioMode.Company : RadioMode.Alone;
    }

    private static bool IsNight(int localHour)
    {
        return localHour >= NightStartHour || localHour < NightEndHour;
    }
}

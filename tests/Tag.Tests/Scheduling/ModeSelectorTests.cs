using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class ModeSelectorTests
{
    private const int Noon = 12;
    private readonly ModeSelector _modes = new(hasMotionSensor: true);

    [Fact]
    public void Somebody_new_keeps_the_fastest_mode_once_in_half_an_hour()
    {
        MeetAt(0);
        Assert.Equal(RadioMode.Meeting, ModeAt(ModeSelector.MeetingMs - 1));
        Assert.Equal(RadioMode.Company, ModeAt(ModeSelector.MeetingMs));
        MeetAt(ModeSelector.MeetingPauseMs - 1);
        Assert.Equal(RadioMode.Company, ModeAt(ModeSelector.MeetingPauseMs - 1));
        MeetAt(ModeSelector.MeetingPauseMs);
        Assert.Equal(RadioMode.Meeting, ModeAt(ModeSelector.MeetingPauseMs));
    }

    [Fact]
    public void Among_many_everybody_new_counts()
    {
        _modes.IsAmongMany = true;
        MeetAt(0);
        MeetAt(ModeSelector.MeetingMs);
        Assert.Equal(RadioMode.Meeting, ModeAt((2 * ModeSelector.MeetingMs) - 1));
        Assert.Equal(RadioMode.Company, ModeAt(2 * ModeSelector.MeetingMs));
    }

    private void MeetAt(long uptimeMs)
    {
        _modes.OnCompany(uptimeMs);
        _modes.OnMotion(uptimeMs);
        _modes.OnNewcomer(uptimeMs);
    }

    private RadioMode ModeAt(long uptimeMs)
    {
        _modes.OnCompany(uptimeMs);
        _modes.OnMotion(uptimeMs);
        return _modes.Select(uptimeMs, Noon);
    }
}

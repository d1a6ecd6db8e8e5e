using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag;

/// <summary>
/// Runs the application on a real clock: the only place that reads the time. Read, advance, sleep until the moment the
/// application asked for, and restart when it asks for that.
/// </summary>
public sealed class TagLoop
{
    private readonly TagApplication _application;
    private readonly TagPorts _ports;
    private readonly TimeSource _time;
    private readonly TagTime _now = new TagTime();

    /// <summary>Runs nothing yet.</summary>
    public TagLoop(TagApplication application, TagPorts ports)
    {
        _application = application;
        _ports = ports;
        _time = new TimeSource(ports);
    }

    /// <summary>Boots the application and runs it until the tag restarts. Does not return on a tag.</summary>
    public void Run()
    {
        _time.Read(_now, false);
        _application.Boot(_now);
        while (RunOnce())
        {
        }
    }

    /// <summary>One turn. False after a restart was asked for and <see cref="IPower.Restart"/> returned.</summary>
    public bool RunOnce()
    {
        _time.Read(_now, _application.IsRadioOn);
        long nextMs = _application.Advance(_now);
        if (_application.RestartWanted != RestartReason.None)
        {
            _application.PrepareRestart(_now);
            _ports.Power.Restart();
            return false;
        }

        _ports.Clock.Read(_now);
        if (nextMs > _now.UptimeMs)
        {
            _ports.Power.Sleep(nextMs - _now.UptimeMs, _application.MustStayAwake);
        }

        return true;
    }
}

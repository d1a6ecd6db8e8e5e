using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Air;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>
/// Who hears whom on the bench: the tags' wearers sit in one class room in school hours, two at a table, and are alone otherwise. Once, twenty
/// hours before the bench is ready, the wearer of tag 0 sat fifty minutes beside somebody who is ill since: the device behind the last tag.
/// </summary>
public sealed class DemoWorld : IPropagation
{
    private const double TableDbm = -50;
    private const double RoomDbm = -74;
    private const int MinuteMs = 60_000;
    private const int UtcOffsetMinutes = 420;
    private const int MeetingBeforeMs = 20 * 60 * MinuteMs;
    private const int MeetingMs = 50 * MinuteMs;

    private readonly long _startUtcMs;
    private readonly long _readyUtcMs;
    private readonly int _patient;
    private readonly int[] _nodes;

    /// <summary>A world of so many tags and one patient, that begins and is ready at these UTC milliseconds.</summary>
    public DemoWorld(int tags, long startUtcMs, long readyUtcMs)
    {
        _patient = tags;
        _startUtcMs = startUtcMs;
        _readyUtcMs = readyUtcMs;
        _nodes = new int[tags + 1];
    }

    /// <summary>Whether the wearer of <paramref name="node"/> is up and about at run time <paramref name="timeUs"/>.</summary>
    public bool IsMoving(int node, long timeUs) => IsMeeting(timeUs) ? node == 0 || node == _patient : IsTogether(timeUs) && node != _patient;

    /// <inheritdoc/>
    public int[] NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        for (int node = 0; node < _nodes.Length; node++)
        {
            if (node != receiver && IsInRange(node, receiver, timeUs))
            {
                _nodes[count++] = node;
            }
        }

        return _nodes;
    }

    /// <inheritdoc/>
    public double MeanRssiDbm(int sender, int receiver, long timeUs) =>
        sender == _patient || receiver == _patient || sender / 2 == receiver / 2 ? TableDbm : RoomDbm;

    private bool IsInRange(int node, int other, long timeUs)
    {
        bool isPatient = node == _patient || other == _patient;
        return isPatient ? IsMeeting(timeUs) && node + other == _patient : IsTogether(timeUs) && !IsMeeting(timeUs);
    }

    // School from 7:30 to 11:00 and 13:30 to 16:30 of the local day, and whenever somebody looks at the bench.
    private bool IsTogether(long timeUs)
    {
        long utcMs = UtcMs(timeUs);
        long minute = (utcMs / MinuteMs + UtcOffsetMinutes) % (SlotTime.DayMs / MinuteMs);
        return utcMs >= _readyUtcMs || minute is >= 450 and < 660 or >= 810 and < 990;
    }

    private bool IsMeeting(long timeUs)
    {
        long sinceMs = UtcMs(timeUs) - (_readyUtcMs - MeetingBeforeMs);
        return sinceMs is >= 0 and < MeetingMs;
    }

    private long UtcMs(long timeUs) => _startUtcMs + (timeUs / 1000);
}

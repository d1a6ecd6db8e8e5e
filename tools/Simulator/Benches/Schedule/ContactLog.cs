using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Who heard whom and when in one contact: the receptions that the devices took, known by sender.</summary>
public sealed class ContactLog
{
    private readonly List<double>[] _secondsOf;

    /// <summary>An empty log of <paramref name="deviceCount"/> devices and a contact of <paramref name="contactSeconds"/>.</summary>
    public ContactLog(int deviceCount, int contactSeconds)
    {
        DeviceCount = deviceCount;
        ContactSeconds = contactSeconds;
        _secondsOf = new List<double>[deviceCount * deviceCount];
        for (int i = 0; i < _secondsOf.Length; i++)
        {
            _secondsOf[i] = [];
        }
    }

    /// <summary>Devices that count.</summary>
    public int DeviceCount { get; }

    /// <summary>True length of the contact.</summary>
    public int ContactSeconds { get; }

    /// <summary>One reception, <paramref name="seconds"/> after the contact began. Senders that do not count are left out.</summary>
    public void Add(int receiver, int sender, double seconds)
    {
        if (sender < DeviceCount && receiver < DeviceCount)
        {
            _secondsOf[(receiver * DeviceCount) + sender].Add(seconds);
        }
    }

    /// <summary>What <paramref name="receiver"/> knows of <paramref name="sender"/>.</summary>
    public HearingOfOne Of(int receiver, int sender) => HearingOfOne.Of(_secondsOf[(receiver * DeviceCount) + sender], ContactSeconds);
}

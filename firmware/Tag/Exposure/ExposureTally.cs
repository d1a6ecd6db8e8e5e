using System;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Tag.Exposure;

/// <summary>Adds up near time for each person of a group and each local day (docs/protocol.md 9.6). 420 bytes, there while a list is checked.</summary>
public sealed class ExposureTally
{
    /// <summary>Local days that the UTC days of a list can touch.</summary>
    public const int DayCount = ExposureListHeader.MaxDayCount + 3;

    private readonly ushort[] _seconds = new ushort[IdWalk.Capacity * DayCount];

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        Array.Clear(_seconds, 0, _seconds.Length);
    }

    /// <summary>
    /// A record of <paramref name="person"/> on day <paramref name="day"/>, 0 the day before the first UTC day of the list. False, and nothing is added, for
    /// a day that no list can touch.
    /// </summary>
    public bool Add(int person, int day, int nearSeconds)
    {
        if (day < 0 || day >= DayCount)
        {
            return false;
        }

        int index = (person * DayCount) + day;
        int sum = _seconds[index] + nearSeconds;
        _seconds[index] = (ushort)(sum > ExposureRule.MaxNearSeconds ? ExposureRule.MaxNearSeconds : sum);
        return true;
    }

    /// <summary>All records of these people have been added: tells <paramref name="findings"/>.</summary>
    public void Close(ExposureFindings findings)
    {
        for (int i = 0; i < _seconds.Length; i++)
        {
            findings.Add(i % DayCount, _seconds[i]);
        }
    }
}

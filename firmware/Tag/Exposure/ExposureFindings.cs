using System;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Tag.Exposure;

/// <summary>Adds up near time for each listed person and local day, and what of it is an exposure (docs/protocol.md 9.6).</summary>
public sealed class ExposureFindings
{
    /// <summary>Local days that the UTC days of a list can touch.</summary>
    public const int DayCount = ExposureListHeader.MaxDayCount + 3;

    private readonly ushort[] _seconds = new ushort[IdWalk.Capacity * DayCount];

    /// <summary>Days with an exposure, bit 0 the day before the first UTC day of the list.</summary>
    public uint ExposedDays { get; set; }

    /// <summary>Place of the day of the longest exposure, counted as the bits are.</summary>
    public int LongestDay { get; set; }

    /// <summary>Seconds of the longest exposure; 0 for none.</summary>
    public int LongestSeconds { get; set; }

    /// <summary>Flags of <see cref="ExposureVerdict"/> so far.</summary>
    public int Flags { get; set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        ClearGroup();
        ExposedDays = 0;
        LongestDay = 0;
        LongestSeconds = 0;
        Flags = 0;
    }

    /// <summary>Forgets what was added since the last <see cref="CloseGroup"/>.</summary>
    public void ClearGroup()
    {
        Array.Clear(_seconds, 0, _seconds.Length);
    }

    /// <summary>A record of <paramref name="person"/> on day <paramref name="day"/>, counted as the bits are.</summary>
    public void Add(int person, int day, int nearSeconds)
    {
        if (day < 0 || day >= DayCount)
        {
            return;
        }

        int index = (person * DayCount) + day;
        int sum = _seconds[index] + nearSeconds;
        _seconds[index] = (ushort)(sum > ExposureRule.MaxNearSeconds ? ExposureRule.MaxNearSeconds : sum);
        Flags |= ExposureVerdict.MetFlag;
    }

    /// <summary>All records of these people have been added: decides, and makes room for others.</summary>
    public void CloseGroup()
    {
        for (int i = 0; i < _seconds.Length; i++)
        {
            if (_seconds[i] >= ExposureRule.MinNearSeconds)
            {
                int day = i % DayCount;
                ExposedDays |= 1u << day;
                if (_seconds[i] > LongestSeconds || (_seconds[i] == LongestSeconds && day < LongestDay))
                {
                    LongestSeconds = _seconds[i];
                    LongestDay = day;
                }
            }
        }

        ClearGroup();
    }
}

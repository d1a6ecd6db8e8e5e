using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Tag.Exposure;

/// <summary>What a list has brought so far (docs/protocol.md 9.6): small, and kept while nothing is being checked.</summary>
public sealed class ExposureFindings
{
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
        ExposedDays = 0;
        LongestDay = 0;
        LongestSeconds = 0;
        Flags = 0;
    }

    /// <summary>Near time of one person on day <paramref name="day"/>, counted as the bits are: an exposure if it is long enough.</summary>
    public void Add(int day, int nearSeconds)
    {
        if (nearSeconds < ExposureRule.MinNearSeconds)
        {
            return;
        }

        ExposedDays |= 1u << day;
        if (nearSeconds > LongestSeconds || (nearSeconds == LongestSeconds && day < LongestDay))
        {
            LongestSeconds = nearSeconds;
            LongestDay = day;
        }
    }
}

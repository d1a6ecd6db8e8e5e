using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Releases;

/// <summary>UTC days as people write them: 2026-11-21.</summary>
public static class Dates
{
    private const string Form = "yyyy-MM-dd";

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>A day; its number when no calendar has it.</summary>
    public static string Text(int day) => day is >= 0 and < 2_000_000
        ? Epoch.AddDays(day).ToString(Form, CultureInfo.InvariantCulture)
        : day.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a day; false when it is none after 1970.</summary>
    public static bool TryParse(string text, out int day)
    {
        bool isDay = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date >= Epoch;
        day = isDay ? date.DayNumber - Epoch.DayNumber : 0;
        return isDay;
    }

    /// <summary>The days of a mask, oldest first.</summary>
    public static IReadOnlyList<int> Of(int newestDay, uint mask) =>
        [.. Enumerable.Range(0, ReleaseRequest.DayLimit).Reverse().Where(age => (mask >> age & 1) != 0).Select(age => newestDay - age)];
}

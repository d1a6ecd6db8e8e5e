namespace BluezoneTag.Simulator.Benches;

/// <summary>One way to tell a tag whom to look for, and what it costs.</summary>
/// <param name="Name">What is sent.</param>
/// <param name="DayBytes">Bytes for a person who is listed for one day.</param>
/// <param name="ListBytes">Bytes for each key-day of a list of 50 people for 14 days.</param>
/// <param name="FalseMatch">Probability that a tag with 6,300 records matches anybody on that list by chance.</param>
/// <param name="RecordIl">Instructions for a record against that whole list, the reading of the log apart.</param>
/// <param name="Note">What else is to be known.</param>
public sealed record ExposureForm(string Name, double DayBytes, double ListBytes, double FalseMatch, double RecordIl, string Note)
{
    /// <summary>Bytes a second that a link is taken to carry.</summary>
    public const double BytesPerSecond = 1500;

    /// <summary>Bytes of frames and header for a list, about.</summary>
    public const int Overhead = 60;

    /// <summary>Seconds on the air for 50 new key-days.</summary>
    public double DaySeconds => ((50 * DayBytes) + Overhead) / BytesPerSecond;

    /// <summary>Seconds on the air for the whole list.</summary>
    public double ListSeconds => ((700 * ListBytes) + Overhead) / BytesPerSecond;
}

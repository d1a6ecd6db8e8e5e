namespace BluezoneTag.Simulator.Reporting;

/// <summary>Lengths of time for people.</summary>
public static class Duration
{
    /// <summary>Such as "45 s", "1 min 40 s" or "8 h 38 min".</summary>
    public static string Text(double seconds)
    {
        long whole = (long)(seconds + 0.5);
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => Two(whole / 60, "min", whole % 60, "s"),
            _ => Two(whole / 3600, "h", whole / 60 % 60, "min"),
        };
    }

    private static string Two(long large, string unit, long small, string smallUnit)
    {
        return small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";
    }
}

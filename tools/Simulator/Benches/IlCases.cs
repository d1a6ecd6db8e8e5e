namespace BluezoneTag.Simulator.Benches;

/// <summary>The kinds of work that are counted: names of the samples, and the lines of the report.</summary>
public static class IlCases
{
    /// <summary>Prefix of reports that the limit holds for.</summary>
    public const string Report = "report: ";

    /// <summary>Prefix of reports that only a hostile sender would make.</summary>
    public const string Hostile = "hostile: ";

    /// <summary>Prefix of counts of SHA-256 blocks.</summary>
    public const string Blocks = "blocks: ";

    /// <summary>Calls of base library methods in all reports together, by number.</summary>
    public const string ReportLibraryCalls = "library calls of reports";

    /// <summary>Calls of base library methods at the end, by number.</summary>
    public const string AllLibraryCalls = "library calls of all";

    /// <summary>An id change within a UTC day.</summary>
    public const string SlotChange = "id change";
}

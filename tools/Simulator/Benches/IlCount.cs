using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Everything that was counted in an <see cref="InstrumentedContext"/>.</summary>
public sealed record IlCount
{
    /// <summary>One heard advertisement, from the scanner's call to the updated sighting.</summary>
    public required IReadOnlyList<IlRow> Reports { get; init; }

    /// <summary>Advertisements that a hostile sender would have to make up; outside the limit.</summary>
    public required IReadOnlyList<IlRow> HostileReports { get; init; }

    /// <summary>Everything else.</summary>
    public required IReadOnlyList<IlRow> Works { get; init; }

    /// <summary>SHA-256 blocks for each change of slot, day and the first id after a boot.</summary>
    public required IReadOnlyList<IlRow> Blocks { get; init; }

    /// <summary>Base library methods that were called.</summary>
    public required IReadOnlyList<LibraryCall> LibraryCalls { get; init; }
}

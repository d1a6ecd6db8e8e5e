using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What damage of one kind did.</summary>
public sealed record LogDamageRow
{
    /// <summary>What was damaged and how.</summary>
    public required string Kind { get; init; }

    /// <summary>Images.</summary>
    public int Count { get; private set; }

    /// <summary>Acknowledged records in batches that were hit, in all images.</summary>
    public long HitRecords { get; private set; }

    /// <summary>Those of them that could not be read any more.</summary>
    public long LostRecords { get; private set; }

    /// <summary>Images that broke a promise, with the command that repeats each.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Notes one image.</summary>
    public void Note(string name, int hit, int lost, string? wrong)
    {
        Count++;
        HitRecords += hit;
        LostRecords += lost;
        if (wrong != null)
        {
            Failures.Add($"{wrong}\n    {LogCase.Command(name)}");
        }
    }
}

using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Something that a tag does with its flash, in steps. A step that a power cut interrupts is taken again after the start.</summary>
public sealed record LogScenario
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, one line.</summary>
    public required string Description { get; init; }

    /// <summary>Makes the flash that it begins with; no power is cut here.</summary>
    public required Action<LogRig> Prepare { get; init; }

    /// <summary>What is then done.</summary>
    public required IReadOnlyList<Action<LogRig>> Steps { get; init; }

    /// <summary>Reading the whole log takes long here: fewer variants of each cut.</summary>
    public bool IsHeavy { get; init; }

    /// <summary>Blocks of the partition in the block model; that of the "config" partition unless the scenario fills it.</summary>
    public int PartitionBlocks { get; init; } = 64;

    /// <summary>Needs more room than the block model's partition leaves, or is about files alone.</summary>
    public bool IsFilesOnly { get; init; }
}

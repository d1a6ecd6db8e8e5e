namespace BluezoneTag.Simulator.Platform;

/// <summary>What a power cut inside a writing operation leaves on flash.</summary>
public enum CutOutcome
{
    /// <summary>The file as it was before.</summary>
    Old,

    /// <summary>The file as it should have become.</summary>
    New,

    /// <summary>An empty file, when the operation replaces a file; otherwise as before.</summary>
    Empty,
}

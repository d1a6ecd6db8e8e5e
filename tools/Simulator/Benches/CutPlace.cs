namespace BluezoneTag.Simulator.Benches;

/// <summary>Which of a run's power cuts.</summary>
public enum CutPlace
{
    /// <summary>The first one.</summary>
    First,

    /// <summary>The second one, while the tag recovers or right behind.</summary>
    Second,

    /// <summary>One of 256 behind the first, in one place.</summary>
    Repeated,
}

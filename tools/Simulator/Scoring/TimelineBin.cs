namespace BluezoneTag.Simulator.Scoring;

/// <summary>Ten minutes of a run.</summary>
/// <param name="TrueSteps">Steps of 20 s in which a pair was in contact, counted once for each of the two.</param>
/// <param name="HeardSteps">Those with a sighting within 60 s.</param>
public readonly record struct TimelineBin(int TrueSteps, int HeardSteps);

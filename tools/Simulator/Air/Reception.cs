namespace BluezoneTag.Simulator.Air;

/// <summary>One decoded advertisement: what the controller hands up, once for each address and scan.</summary>
/// <param name="TimeUs">When it was received.</param>
/// <param name="Node">Who sent it: for the score keeper only, firmware never sees it.</param>
/// <param name="Burst">What was sent.</param>
/// <param name="RssiDbm">Received signal strength.</param>
public readonly record struct Reception(long TimeUs, int Node, Burst Burst, int RssiDbm);

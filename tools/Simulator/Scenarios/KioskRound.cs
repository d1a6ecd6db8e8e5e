namespace BluezoneTag.Simulator.Scenarios;

/// <summary>One time that everybody synced, or released.</summary>
/// <param name="What">What for.</param>
/// <param name="StartSecond">Local time of day at which it began, seconds.</param>
/// <param name="Seconds">From the first press to the last goodbye.</param>
/// <param name="Served">Tags.</param>
/// <param name="PressedAgain">People who had to press again.</param>
/// <param name="Cuts">Links that died.</param>
/// <param name="Bytes">Over the air.</param>
public sealed record KioskRound(string What, int StartSecond, double Seconds, int Served, int PressedAgain, int Cuts, long Bytes);

namespace BluezoneTag.Tag.Tests.Support;

/// <summary>What a test wants to know of one log record.</summary>
internal sealed record LoggedRecord(int Slot, string Id, int Sightings, int ClockTrust);

namespace BluezoneTag.Officer.Lists;

/// <summary>One person on a list: a release, and which of its days.</summary>
/// <param name="Release">Id of the release.</param>
/// <param name="FirstDay">UTC day.</param>
/// <param name="LastDay">UTC day.</param>
public sealed record ListPart(string Release, int FirstDay, int LastDay);

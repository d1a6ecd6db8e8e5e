namespace BluezoneTag.Registry.Holders;

/// <summary>One person of a roster file.</summary>
/// <param name="Number">Holder number, when the file gives one.</param>
/// <param name="Name">Name, letters composed.</param>
/// <param name="Group">Class or group; may be empty.</param>
/// <param name="Line">Line of the file where the row begins, from 1.</param>
public sealed record RosterRow(uint? Number, string Name, string Group, int Line);

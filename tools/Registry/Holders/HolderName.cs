namespace BluezoneTag.Registry.Holders;

/// <summary>The person behind a holder number.</summary>
/// <param name="Number">Holder number.</param>
/// <param name="Name">Name.</param>
/// <param name="Group">Class or group; may be empty.</param>
public sealed record HolderName(uint Number, string Name, string Group);

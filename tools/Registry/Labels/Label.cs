namespace BluezoneTag.Registry.Labels;

/// <summary>What one label needs.</summary>
/// <param name="Serial">Number of the tag.</param>
/// <param name="ClaimSecret">16 bytes. Secret: it exists in memory from provisioning until the label is made, and then on the label alone.</param>
public sealed record Label(uint Serial, byte[] ClaimSecret);

namespace BluezoneTag.Registry.Authority;

/// <summary>One row of an export: one key of one tag. Nothing in it is readable without the authority's private key.</summary>
/// <param name="Serial">Number of the tag.</param>
/// <param name="Generation">Which key of the tag, from 1.</param>
/// <param name="Envelope">As <see cref="AuthorityEnvelope.Seal"/> made it.</param>
public sealed record SealedTagKeys(uint Serial, uint Generation, byte[] Envelope);

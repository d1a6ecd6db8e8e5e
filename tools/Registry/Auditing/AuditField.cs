namespace BluezoneTag.Registry.Auditing;

/// <summary>What a field of an entry holds (docs/registry.md 4.2). The numbers are stored.</summary>
public enum AuditField
{
    /// <summary>Six bytes, most significant first.</summary>
    Mac = 1,

    /// <summary>Chip name, UTF-8.</summary>
    Chip = 2,

    /// <summary>Which key of this tag, from 1; unsigned, 4 bytes.</summary>
    Generation = 3,

    /// <summary>Fingerprint of the base key, 16 bytes.</summary>
    BaseKeyFingerprint = 4,

    /// <summary>Fingerprint of the claim secret, 16 bytes.</summary>
    ClaimFingerprint = 5,

    /// <summary>SHA-256 of the escrow envelope.</summary>
    EnvelopeDigest = 6,

    /// <summary>Version of the firmware, UTF-8.</summary>
    Firmware = 7,

    /// <summary>One flash region: offset (4), length (4), SHA-256 (32), name (UTF-8). May stand several times.</summary>
    Region = 8,

    /// <summary>A reason or remark, UTF-8.</summary>
    Note = 9,

    /// <summary>Holder number, 4 bytes.</summary>
    Holder = 10,

    /// <summary>How many, 4 bytes.</summary>
    Count = 11,

    /// <summary>SHA-256 over all encrypted names.</summary>
    VaultDigest = 12,

    /// <summary>SHA-256 of the escrow public key.</summary>
    EscrowKeyDigest = 13,

    /// <summary>The registry's own id, 16 bytes.</summary>
    RegistryId = 14,

    /// <summary>SHA-256 of the authority's public key.</summary>
    AuthorityKeyDigest = 15,

    /// <summary>SHA-256 of the envelope with the authority's keys.</summary>
    AuthorityEnvelopeDigest = 16,
}

namespace BluezoneTag.Registry.Escrow;

/// <summary>What an envelope held. Secret: never printed, never logged.</summary>
public sealed class EscrowedSecrets
{
    internal EscrowedSecrets(byte[] baseKey, byte[] claimSecret)
    {
        BaseKey = baseKey;
        ClaimSecret = claimSecret;
    }

    /// <summary>32 bytes.</summary>
    public byte[] BaseKey { get; }

    /// <summary>16 bytes.</summary>
    public byte[] ClaimSecret { get; }
}

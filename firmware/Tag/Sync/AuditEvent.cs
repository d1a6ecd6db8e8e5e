namespace BluezoneTag.Tag.Sync;

/// <summary>What the tag writes into its own audit log (docs/protocol.md 8.10). The values are in flash.</summary>
public enum AuditEvent
{
    /// <summary>A client proved the claim secret.</summary>
    Synced = 1,

    /// <summary>A release was asked for.</summary>
    ReleaseAsked = 2,

    /// <summary>A release was agreed to and its code was right.</summary>
    Released = 3,

    /// <summary>A release was ended by its client.</summary>
    ReleaseEnded = 4,

    /// <summary>A wipe was begun.</summary>
    WipeBegun = 5,

    /// <summary>The authority changed the settings.</summary>
    SettingsChanged = 6,

    /// <summary>Too many wrong keys or codes.</summary>
    Locked = 7,

    /// <summary>The sync state was damaged: a new base key, in case the old one had been disclosed.</summary>
    RekeyedForDamage = 8,
}

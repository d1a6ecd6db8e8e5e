namespace BluezoneTag.Registry.Tags;

/// <summary>What is done to a tag and changes its state.</summary>
public enum TagAction
{
    /// <summary>A key was set aside and writing begins: from here until it is verified, nothing on the chip is known to be good.</summary>
    Reserve,

    /// <summary>Keys and programs were written and every byte was read back.</summary>
    Provision,

    /// <summary>Given to a holder.</summary>
    Issue,

    /// <summary>Handed back, or found again.</summary>
    Return,

    /// <summary>Log and key were erased.</summary>
    Wipe,

    /// <summary>Reported missing.</summary>
    MarkLost,

    /// <summary>Found to be broken.</summary>
    MarkDefect,
}

namespace BluezoneTag.Protocol.Sync;

/// <summary>Lengths of what a release carries (docs/protocol.md 8.9).</summary>
public static class ReleaseRows
{
    /// <summary>Stream number of the keys.</summary>
    public const int Keys = 0;

    /// <summary>Stream number of the contacts.</summary>
    public const int Contacts = 1;

    /// <summary>Bytes before the rows of a reply: first row, count, last.</summary>
    public const int HeaderLength = 6;

    /// <summary>Bytes of a key row: day, first slot, last slot, key.</summary>
    public const int KeyLength = 38;

    /// <summary>Key rows in one reply at most.</summary>
    public const int MaxKeys = 12;

    /// <summary>Bytes of a contact row: slot number, clock state, rule version, record.</summary>
    public const int ContactLength = 23;

    /// <summary>Contact rows in one reply at most.</summary>
    public const int MaxContacts = 20;
}

namespace BluezoneTag.Registry.Tags;

/// <summary>Where a tag is in its life (docs/registry.md 3). The numbers are stored.</summary>
public enum TagState
{
    /// <summary>Has a serial; nothing on it is known to be good.</summary>
    Blank = 0,

    /// <summary>Written and verified; nobody's.</summary>
    Provisioned = 1,

    /// <summary>Somebody's.</summary>
    Issued = 2,

    /// <summary>Handed back; still holds the log and key of who had it.</summary>
    Returned = 3,

    /// <summary>Erased; needs a new key before anybody gets it.</summary>
    Wiped = 4,

    /// <summary>Nobody knows where.</summary>
    Lost = 5,

    /// <summary>Broken.</summary>
    Defect = 6,
}

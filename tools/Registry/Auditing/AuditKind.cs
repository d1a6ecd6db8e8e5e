namespace BluezoneTag.Registry.Auditing;

/// <summary>What an entry of the audit trail records (docs/registry.md 4). The numbers are stored.</summary>
public enum AuditKind
{
    /// <summary>The registry was made.</summary>
    Created = 1,

    /// <summary>A serial and a key were set aside, before anything was written.</summary>
    Reserved = 2,

    /// <summary>Everything was written and read back.</summary>
    Confirmed = 3,

    /// <summary>Writing failed or was broken off; the key is burnt.</summary>
    Abandoned = 4,

    /// <summary>The label was made.</summary>
    Labelled = 5,

    /// <summary>Given to a holder.</summary>
    Issued = 6,

    /// <summary>Handed back or found.</summary>
    Returned = 7,

    /// <summary>Erased.</summary>
    Wiped = 8,

    /// <summary>Reported missing.</summary>
    MarkedLost = 9,

    /// <summary>Found broken.</summary>
    MarkedDefect = 10,

    /// <summary>Names were imported.</summary>
    RosterImported = 11,

    /// <summary>Names were decrypted and shown or exported.</summary>
    NamesRead = 12,

    /// <summary>All names were deleted.</summary>
    NamesForgotten = 13,

    /// <summary>From now on keys are escrowed for this public key.</summary>
    EscrowSet = 14,

    /// <summary>From now on keys are not escrowed.</summary>
    EscrowCleared = 15,

    /// <summary>An escrowed key was taken out.</summary>
    EscrowOpened = 16,

    /// <summary>From now on the authority's keys are kept for this public key.</summary>
    AuthoritySet = 17,

    /// <summary>From now on the authority's keys are not kept.</summary>
    AuthorityCleared = 18,

    /// <summary>The sealed keys were handed out for the authority.</summary>
    AuthorityExported = 19,
}

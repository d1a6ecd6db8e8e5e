namespace BluezoneTag.Registry.Results;

/// <summary>Everything that can go wrong, by name. The names are stable: they appear in JSON output. The words for people are in <see cref="Messages"/>.</summary>
public enum RegistryError
{
    /// <summary>The file does not exist and was not to be made.</summary>
    RegistryMissing,

    /// <summary>A new registry was to be made where a file already is.</summary>
    RegistryExists,

    /// <summary>The file is no SQLite database, or one of another program.</summary>
    NotARegistry,

    /// <summary>The schema is newer than this program.</summary>
    SchemaTooNew,

    /// <summary>The schema is older and the registry was opened for reading only.</summary>
    SchemaTooOld,

    /// <summary>File or folder cannot be written.</summary>
    WriteProtected,

    /// <summary>Another program holds the registry.</summary>
    Locked,

    /// <summary>No room on the disk.</summary>
    DiskFull,

    /// <summary>The medium failed.</summary>
    DiskFault,

    /// <summary>The database contradicts itself.</summary>
    Corrupt,

    /// <summary>A new fact contradicts one that is already on record.</summary>
    Conflict,

    /// <summary>The operator's label is empty, too long, or holds control characters.</summary>
    OperatorInvalid,

    /// <summary>A value is out of its range.</summary>
    ValueInvalid,

    /// <summary>No tag has this serial.</summary>
    TagUnknown,

    /// <summary>The tag's state does not allow this.</summary>
    TransitionIllegal,

    /// <summary>The chip already is a tag that has been provisioned.</summary>
    AlreadyProvisioned,

    /// <summary>The chip belongs to a tag that is issued, returned, lost or defect.</summary>
    ChipInUse,

    /// <summary>Base key or claim secret were used before.</summary>
    KeyUsedBefore,

    /// <summary>No serial number is left.</summary>
    SerialsExhausted,

    /// <summary>The reservation was closed: confirmed, abandoned, or replaced by a newer one.</summary>
    ReservationClosed,

    /// <summary>The tag has no label that carries its present claim secret.</summary>
    LabelMissing,

    /// <summary>The claim secret is not the one provisioned.</summary>
    ClaimMismatch,

    /// <summary>The holder already has a tag.</summary>
    HolderHasTag,

    /// <summary>The passphrase is too short.</summary>
    PassphraseTooShort,

    /// <summary>The passphrase is wrong.</summary>
    PassphraseWrong,

    /// <summary>The registry holds no names.</summary>
    NamesMissing,

    /// <summary>The escrow key cannot be read, is no RSA key, or is too short.</summary>
    EscrowKeyInvalid,

    /// <summary>Nothing was escrowed for this tag.</summary>
    EscrowMissing,

    /// <summary>The envelope does not open with this key.</summary>
    EscrowUnreadable,

    /// <summary>The private escrow key does not open with this passphrase, or has none.</summary>
    EscrowPassphraseWrong,

    /// <summary>The authority's key is no public P-256 key.</summary>
    AuthorityKeyInvalid,

    /// <summary>No authority's keys were kept.</summary>
    AuthorityKeysMissing,

    /// <summary>A file cannot be read.</summary>
    FileUnreadable,

    /// <summary>The roster is not Unicode text.</summary>
    RosterEncoding,

    /// <summary>The roster is text that was converted wrongly before.</summary>
    RosterGarbled,

    /// <summary>The roster has no rows.</summary>
    RosterEmpty,

    /// <summary>The roster has no column of names.</summary>
    RosterColumnMissing,

    /// <summary>Two columns have the same meaning.</summary>
    RosterColumnTwice,

    /// <summary>A row has more or fewer fields than the heading.</summary>
    RosterFieldCount,

    /// <summary>A quotation mark stands where none may.</summary>
    RosterQuote,

    /// <summary>A name is missing.</summary>
    RosterNameMissing,

    /// <summary>A text is too long or holds control characters.</summary>
    RosterTextInvalid,

    /// <summary>A holder number is not a number in range.</summary>
    RosterNumberInvalid,

    /// <summary>A holder number stands in the file twice.</summary>
    RosterNumberTwice,

    /// <summary>Two rows without a number have the same name and class.</summary>
    RosterNameTwice,

    /// <summary>A holder is in the registry already.</summary>
    RosterHolderExists,

    /// <summary>The labels do not fit the sheet: geometry.</summary>
    StockTooLarge,

    /// <summary>The labels are too small for a readable code.</summary>
    StockTooSmall,

    /// <summary>More labels than the sheets have places.</summary>
    SheetsTooFew,

    /// <summary>There is nothing to print.</summary>
    NoLabels,

    /// <summary>No font on this machine has Vietnamese letters and may be embedded.</summary>
    FontMissing,

    /// <summary>The audit trail does not hold together.</summary>
    AuditBroken,

    /// <summary>The trail does not contain the head that was noted.</summary>
    AuditHeadMissing,

    /// <summary>The tables are not what the trail says.</summary>
    AuditTablesDiffer,
}

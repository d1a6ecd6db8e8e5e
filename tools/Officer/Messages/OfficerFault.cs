namespace BluezoneTag.Officer.Messages;

/// <summary>Everything that can stand in the officer's way, by name. The names are stable: they appear in JSON output. The words are in <see cref="FaultTexts"/>.</summary>
public enum OfficerFault
{
    /// <summary>The command line makes no sense.</summary>
    BadCommandLine,

    /// <summary>A value that cannot be.</summary>
    ValueInvalid,

    /// <summary>A file is missing or cannot be read.</summary>
    FileUnreadable,

    /// <summary>A file is larger than any of its kind.</summary>
    FileTooLarge,

    /// <summary>A file that would be replaced.</summary>
    FileExists,

    /// <summary>A file cannot be written.</summary>
    FileUnwritable,

    /// <summary>There is no desk in this folder.</summary>
    DeskMissing,

    /// <summary>The folder is taken.</summary>
    DeskExists,

    /// <summary>Another program works on this desk.</summary>
    DeskBusy,

    /// <summary>The key file is damaged.</summary>
    KeyFileDamaged,

    /// <summary>The passphrase is wrong.</summary>
    PassphraseWrong,

    /// <summary>The passphrase is too easy to guess.</summary>
    PassphraseWeak,

    /// <summary>There is nobody to ask for the passphrase.</summary>
    NoTerminal,

    /// <summary>The audit log does not hold together.</summary>
    JournalBroken,

    /// <summary>The log does not contain the head that was noted.</summary>
    JournalHeadMissing,

    /// <summary>A file of the desk is not what the log says.</summary>
    StoredFileDiffers,

    /// <summary>No export of the bench.</summary>
    ExportUnreadable,

    /// <summary>The tag's keys are not in the export.</summary>
    TagNotInExport,

    /// <summary>Sealed for another authority.</summary>
    TagKeyForAnother,

    /// <summary>Sealed keys that do not open.</summary>
    TagKeyDamaged,

    /// <summary>Days that no tag would release.</summary>
    DaysInvalid,

    /// <summary>The time of a code is over.</summary>
    CodeExpired,

    /// <summary>A code is used once.</summary>
    CodeUsed,

    /// <summary>One challenge for two requests.</summary>
    ChallengeReused,

    /// <summary>No such code.</summary>
    CodeUnknown,

    /// <summary>No release package for this desk.</summary>
    PackageUnreadable,

    /// <summary>The request names another authority.</summary>
    ReleaseForAnother,

    /// <summary>No code was made for this release.</summary>
    ReleaseUnrequested,

    /// <summary>Rows that no tag can have sent.</summary>
    ReleaseInconsistent,

    /// <summary>Rows of days that were not agreed to.</summary>
    ReleaseOfOtherDays,

    /// <summary>A base key.</summary>
    ReleaseBaseKey,

    /// <summary>No such release.</summary>
    ReleaseUnknown,

    /// <summary>A list's name is wrong.</summary>
    ListNameInvalid,

    /// <summary>The name is taken.</summary>
    ListExists,

    /// <summary>No such list.</summary>
    ListUnknown,

    /// <summary>A list that was signed or withdrawn.</summary>
    ListClosed,

    /// <summary>Nobody is on the list.</summary>
    ListEmpty,

    /// <summary>Keys that cannot be published.</summary>
    ListNeedsDailyKeys,

    /// <summary>No key for the days asked for.</summary>
    ListDaysOutside,

    /// <summary>Somebody would be listed twice.</summary>
    ListKeyTwice,

    /// <summary>A list that no client would take.</summary>
    ListRefused,

    /// <summary>Settings beyond the firmware's limits.</summary>
    SettingsOutOfLimits,

    /// <summary>A number that a tag would refuse.</summary>
    SettingsNotNewer,

    /// <summary>No certificate.</summary>
    CertificateUnreadable,

    /// <summary>The certificate was not made by the tag.</summary>
    CertificateFalse,
}

namespace BluezoneTag.Officer.Auditing;

/// <summary>What an entry of the desk's audit log records. The names are stored.</summary>
public enum DeskEvent
{
    /// <summary>The desk and its keys were made.</summary>
    DeskMade,

    /// <summary>A one-time code was made for a tag, a challenge and days.</summary>
    CodeMade,

    /// <summary>The same code was shown once more, within its time.</summary>
    CodeShownAgain,

    /// <summary>A release came, was checked and stored; its code is used up.</summary>
    ReleaseOpened,

    /// <summary>The rows of a release were written to a file in clear.</summary>
    RowsWritten,

    /// <summary>A list was begun.</summary>
    ListBegun,

    /// <summary>A release was put on a list.</summary>
    ListAdded,

    /// <summary>A list was signed; it changes no more.</summary>
    ListSigned,

    /// <summary>A list was withdrawn.</summary>
    ListWithdrawn,

    /// <summary>The signed lists were published; recorded before the first file is written.</summary>
    Published,

    /// <summary>Settings of a tag were signed.</summary>
    SettingsSigned,

    /// <summary>A certificate of a wipe was checked.</summary>
    CertificateChecked,
}

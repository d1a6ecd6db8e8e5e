namespace BluezoneTag.Tag.Indication;

/// <summary>
/// What the tag can tell its wearer without words (docs/signals.md, in Vietnamese and English). Every signal has its own
/// rhythm: colour alone never carries a meaning.
/// </summary>
public enum Signal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All is well: one short green blink, once a minute.</summary>
    Alive,

    /// <summary>Started: two green blinks and one short vibration.</summary>
    Started,

    /// <summary>Not provisioned: red and green in turn, three times.</summary>
    NotProvisioned,

    /// <summary>No time: two red blinks.</summary>
    NoTime,

    /// <summary>Battery low: one long red light.</summary>
    BatteryLow,

    /// <summary>Answer to a short press, cell at least three quarters full: four green blinks and one vibration.</summary>
    BatteryFull,

    /// <summary>Answer to a short press, cell about half full: two slow green blinks and one vibration.</summary>
    BatteryHalf,

    /// <summary>Answer to a short press, cell to be charged soon: three quick red blinks and one vibration.</summary>
    BatteryCharge,

    /// <summary>Answer to a long press: everything is saved; two long vibrations with green light.</summary>
    Saved,

    /// <summary>The wearer met somebody who is ill: three long vibrations with red light; again at each short press until acknowledged.</summary>
    MetF0,

    /// <summary>The wearer met somebody who met somebody who is ill: two short vibrations and a long one with red light.</summary>
    MetF1,

    /// <summary>Answer to a long press after one of the two: acknowledged; one long vibration with green light, then two green blinks.</summary>
    Acknowledged,

    /// <summary>The sync window is open: three short green blinks, again and again.</summary>
    SyncOpen,

    /// <summary>Sync is locked after too many wrong keys: red, red, green, and one short vibration.</summary>
    SyncLocked,

    /// <summary>The wearer is asked to hold the button: vibration and both lights in turn, again and again.</summary>
    ConsentAsked,

    /// <summary>Somebody looks for the tag: vibration and light, fast, for two seconds.</summary>
    Found,

    /// <summary>The authority has changed the settings: green, red, green, and one long vibration.</summary>
    SettingsChanged,
}

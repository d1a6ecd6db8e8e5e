namespace BluezoneTag.Flasher.Batch;

/// <summary>How far one tag of a batch is. After each of these the program may die without harm.</summary>
public enum BatchStep
{
    /// <summary>Serial and key are on record; nothing was erased yet.</summary>
    Reserved,

    /// <summary>Every byte was read back.</summary>
    Verified,

    /// <summary>The registry knows it.</summary>
    Confirmed,

    /// <summary>The label is on the sheet and noted.</summary>
    Labelled,
}

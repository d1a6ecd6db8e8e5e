namespace BluezoneTag.Flasher.Batch;

/// <summary>What the screen says about a tag (docs/bench-card.md). The number is how often it beeps.</summary>
public enum BatchSign
{
    /// <summary>"...": being written.</summary>
    Busy = 0,

    /// <summary>"OK": every byte was read back, the label is on the sheet.</summary>
    Ok = 1,

    /// <summary>"SKIP": this chip already is a tag.</summary>
    Skip = 2,

    /// <summary>"ERROR", "LỖI": not done.</summary>
    Error = 3,
}

namespace BluezoneTag.Flasher.WireProtocol;

/// <summary>Whether bytes are a packet.</summary>
public enum WireMatch
{
    /// <summary>No packet starts here.</summary>
    No,

    /// <summary>One may start here; it is not all there.</summary>
    Incomplete,

    /// <summary>A whole packet.</summary>
    Yes,
}

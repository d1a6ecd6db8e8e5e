namespace BluezoneTag.Protocol.Exposure;

/// <summary>How far the tag is with the list that a verdict names (docs/protocol.md 9.5).</summary>
public enum ExposureState
{
    /// <summary>No list has been checked.</summary>
    None = 0,

    /// <summary>Chunks are missing.</summary>
    Receiving = 1,

    /// <summary>The list is here and is being checked.</summary>
    Checking = 2,

    /// <summary>Checked.</summary>
    Done = 3,
}

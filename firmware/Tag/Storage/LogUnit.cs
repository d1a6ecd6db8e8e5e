namespace BluezoneTag.Tag.Storage;

/// <summary>What <see cref="SegmentWalker"/> found.</summary>
public enum LogUnit
{
    /// <summary>Nothing more: the segment ends here, or is damaged so that nobody knows what follows.</summary>
    None,

    /// <summary>A batch of records.</summary>
    Batch,

    /// <summary>A re-dating mark.</summary>
    Mark,

    /// <summary>A unit whose CRC is wrong; the walk goes on behind it.</summary>
    Damaged,
}

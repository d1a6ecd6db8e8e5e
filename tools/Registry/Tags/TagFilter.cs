using System.Collections.Generic;

namespace BluezoneTag.Registry.Tags;

/// <summary>Which tags to list; what is not set does not filter.</summary>
public sealed record TagFilter
{
    /// <summary>Only tags in one of these states.</summary>
    public IReadOnlyCollection<TagState> States { get; init; } = [];

    /// <summary>Only serials from here.</summary>
    public uint? FirstSerial { get; init; }

    /// <summary>Only serials up to here.</summary>
    public uint? LastSerial { get; init; }

    /// <summary>Only the tag of this holder.</summary>
    public uint? Holder { get; init; }

    /// <summary>Only the tag on the chip with this address, twelve upper-case hex digits.</summary>
    public string? Mac { get; init; }

    /// <summary>Only provisioned tags whose label was not made: their claim secret is gone, they must be provisioned again.</summary>
    public bool OnlyWithoutLabel { get; init; }

    /// <summary>Only tags whose last run was not finished.</summary>
    public bool OnlyUnfinished { get; init; }
}

namespace BluezoneTag.Protocol.Advertising;

/// <summary>What a heard advertisement is (docs/protocol.md 2.3). Only <see cref="Bluezone"/> carries an id.</summary>
public enum AdvertisementKind
{
    /// <summary>AD structures that do not fit the data: nothing in it is believed.</summary>
    Malformed,

    /// <summary>Well formed and none of our business.</summary>
    Foreign,

    /// <summary>Service UUID 0x4E56 and exactly 12 bytes behind company 0x22B5: a Bluezone phone on Android, or a tag.</summary>
    Bluezone,

    /// <summary>Service UUID 0x4E56 without such 12 bytes. The phone app logs nothing and does not connect either.</summary>
    BluezoneWithoutId,

    /// <summary>Bluezone on an iPhone in the foreground: its id can only be read by connecting.</summary>
    IPhone,

    /// <summary>An iPhone app in the background (Apple's overflow area): may be Bluezone, only connecting would tell.</summary>
    AppleOverflow,
}

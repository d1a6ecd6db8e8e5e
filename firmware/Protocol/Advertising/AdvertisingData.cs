namespace BluezoneTag.Protocol.Advertising;

/// <summary>
/// Numbers of the Bluezone advertisement (docs/protocol.md 2). AD types are from the Bluetooth Core Supplement, part A.
/// </summary>
public static class AdvertisingData
{
    /// <summary>The most a legacy advertising PDU carries.</summary>
    public const int MaxLength = 31;

    /// <summary>16-bit service UUID that Bluezone phones on Android and our tags carry; it reads "VN" on the air.</summary>
    public const int ServiceUuid = 0x4E56;

    /// <summary>Company identifier in front of the 12-byte id.</summary>
    public const int CompanyIdentifier = 0x22B5;

    /// <summary>Apple's company identifier.</summary>
    public const int AppleCompanyIdentifier = 0x004C;

    /// <summary>AD type: flags.</summary>
    public const int TypeFlags = 0x01;

    /// <summary>AD type: incomplete list of 16-bit service UUIDs.</summary>
    public const int TypeIncompleteUuid16 = 0x02;

    /// <summary>AD type: complete list of 16-bit service UUIDs.</summary>
    public const int TypeCompleteUuid16 = 0x03;

    /// <summary>AD type: incomplete list of 32-bit service UUIDs.</summary>
    public const int TypeIncompleteUuid32 = 0x04;

    /// <summary>AD type: complete list of 32-bit service UUIDs.</summary>
    public const int TypeCompleteUuid32 = 0x05;

    /// <summary>AD type: incomplete list of 128-bit service UUIDs.</summary>
    public const int TypeIncompleteUuid128 = 0x06;

    /// <summary>AD type: complete list of 128-bit service UUIDs.</summary>
    public const int TypeCompleteUuid128 = 0x07;

    /// <summary>AD type: service data with a 16-bit UUID.</summary>
    public const int TypeServiceData16 = 0x16;

    /// <summary>AD type: manufacturer specific data.</summary>
    public const int TypeManufacturerSpecific = 0xFF;

    /// <summary>Flags of the tag: general discoverable, no classic Bluetooth.</summary>
    public const int FlagsValue = 0x06;

    /// <summary>"Hours since sync" of a sender that never synced or does not say.</summary>
    public const int HoursSinceSyncUnknown = 255;

    /// <summary>The largest "hours since sync" that is a number; older syncs are sent as this.</summary>
    public const int MaxHoursSinceSync = 254;
}

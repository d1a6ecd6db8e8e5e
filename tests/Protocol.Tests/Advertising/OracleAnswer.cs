using BluezoneTag.Protocol.Advertising;

namespace BluezoneTag.Protocol.Tests.Advertising;

/// <summary>What <see cref="OracleParser"/> makes of an advertisement; the id as hex, null when there is none.</summary>
internal sealed record OracleAnswer(AdvertisementKind Kind, string? Id, bool IsTag, int HoursSinceSync);

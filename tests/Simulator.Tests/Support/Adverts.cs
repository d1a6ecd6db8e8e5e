using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Advertising data as bytes.</summary>
internal static class Adverts
{
    /// <summary>Flags and nothing else.</summary>
    public static readonly byte[] Foreign = [2, 1, 6];

    /// <summary>The service UUID of Bluezone, and eleven bytes where twelve are an id.</summary>
    public static readonly byte[] BluezoneWithoutId = [3, 3, 0x56, 0x4E, 14, 0xFF, 0xB5, 0x22, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    /// <summary>What a tag with some id sends.</summary>
    public static byte[] Tag(int number)
    {
        byte[] data = new byte[AdvertisementBuilder.Length];
        AdvertisementBuilder.Build(data, Noise.Bytes(12, 1, number), 0, 3);
        return data;
    }
}

using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Advertisements of all kinds, the usual ones and the ones that take longest to read (docs/protocol.md 2).</summary>
public static class Adverts
{
    private const ulong Seed = 4;

    // 00004E56-73F5-4BC4-A12F-17D1AD07A667, least significant byte first, after flags: an iPhone with the app in front.
    private static readonly byte[] IPhoneData =
        [2, 1, 6, 17, 7, 0x67, 0xA6, 0x07, 0xAD, 0xD1, 0x17, 0x2F, 0xA1, 0xC4, 0x4B, 0xF5, 0x73, 0x56, 0x4E, 0, 0];

    private static readonly byte[] NamedData = [2, 1, 6, 5, 9, 0x68, 0x65, 0x61, 0x72, 5, 0xFF, 0x06, 0x00, 1, 2];

    // Fourteen foreign 16-bit UUIDs: one structure, the longest list.
    private static readonly byte[] LongListData = [29, 3, .. Enumerable.Range(1, 28).Select(i => (byte)i)];

    // Fifteen empty lists: the most structures that fit.
    private static readonly byte[] EmptyListsData = [.. Enumerable.Repeat(new byte[] { 1, 2 }, 15).SelectMany(pair => pair)];

    /// <summary>A tag's.</summary>
    public static byte[] Tag(byte[] id)
    {
        byte[] data = new byte[AdvertisementBuilder.Length];
        AdvertisementBuilder.Build(data, id, 0, 5);
        return data;
    }

    /// <summary>An Android phone's: service UUID and manufacturer data, nothing else.</summary>
    public static byte[] AndroidPhone(byte[] id) => [3, 3, 0x56, 0x4E, 15, 0xFF, 0xB5, 0x22, .. id];

    /// <summary>An iPhone's.</summary>
    public static byte[] IPhone() => IPhoneData;

    /// <summary>Other people's devices, one of three kinds by <paramref name="number"/>.</summary>
    public static byte[] Foreign(int number) => (number % 3) switch
    {
        0 => NamedData,
        1 => LongListData,
        _ => EmptyListsData,
    };

    /// <summary>31 bytes that end in the middle of a structure: random, or with as many whole structures before it as fit.</summary>
    public static byte[] Malformed(int number)
    {
        if (number % 2 == 0)
        {
            return [.. EmptyListsData, 9];
        }

        byte[] data = Noise.Bytes(AdvertisingData.MaxLength, Seed, number);
        data[0] = 5;
        data[6] = 40;
        return data;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Tests.Support;

namespace BluezoneTag.Protocol.Tests.Advertising;

/// <summary>Advertisements from a seed: noise, structures put together at random, and damaged good ones.</summary>
internal static class AdvertisementGenerator
{
    public static byte[] Noise(Random random) => random.Bytes(random.Next(40));

    public static byte[] Structures(Random random)
    {
        List<byte> data = [];
        for (int count = random.Next(7); count > 0; count--)
        {
            data.AddRange(Structure(random));
        }

        return random.Chance(25) ? Mutate(random, [.. data]) : [.. data];
    }

    public static byte[] Mutated(Random random)
    {
        byte[] data = random.Pick(
            AdBytes.Join(AdBytes.Phone),
            AdBytes.Join(AdBytes.Phone, AdBytes.TagServiceData),
            AdBytes.Join(AdBytes.Flags, AdBytes.IPhoneUuid, AdBytes.Name),
            AdBytes.Join(AdBytes.Flags, "14ff4c0001 00080000000000000000000000000000"));
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            data = Mutate(random, data);
        }

        return data;
    }

    private static byte[] Structure(Random random) => random.Next(10) switch
    {
        0 => AdBytes.Structure(random.Pick(2, 3), Uuids(random, 2, "564e", "0f18", "4e56")),
        1 => AdBytes.Structure(random.Pick(4, 5), Uuids(random, 4, "564e0000", "0000564e")),
        2 => AdBytes.Structure(random.Pick(6, 7), Uuids(random, 16, "67a607add1172fa1c44bf573564e0000", "fb349b5f8000008000100000564e0000")),
        3 => AdBytes.Structure(0x16, [0x56, 0x4E, .. random.Bytes(random.Next(3))]),
        4 => AdBytes.Structure(0xFF, [0x4C, 0x00, (byte)random.Pick(1, 1, 2, 0x10), .. random.Bytes(random.Pick(15, 16, 16, 17))]),
        5 or 6 => AdBytes.Structure(0xFF, [0xB5, 0x22, .. random.Bytes(random.Pick(12, 12, 12, 11, 13, 0))]),
        7 => AdBytes.Join(AdBytes.ServiceUuid),
        8 => AdBytes.Join(random.Pick(AdBytes.Flags, AdBytes.TxPower, AdBytes.Name)),
        _ => AdBytes.Structure(random.Next(256), random.Bytes(random.Next(8))),
    };

    private static byte[] Uuids(Random random, int size, params string[] known)
    {
        IEnumerable<byte> list = Enumerable.Range(0, random.Next(4))
            .SelectMany(_ => random.Chance(60) ? HexText.Bytes(random.Pick(known)) : random.Bytes(size));
        return random.Chance(5) ? [.. list, 7] : [.. list];
    }

    private static byte[] Mutate(Random random, byte[] data)
    {
        int place = random.Next(data.Length + 1);
        switch (random.Next(4))
        {
            case 0 when place < data.Length:
                return [.. data[..place], (byte)(data[place] ^ (1 << random.Next(8))), .. data[(place + 1)..]];
            case 1:
                return [.. data[..place], .. random.Bytes(random.Next(4)), .. data[place..]];
            case 2:
                return data[..place];
            default:
                return [.. data[..place], .. data[Math.Min(data.Length, place + random.Next(4))..]];
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Tests.Support;

namespace BluezoneTag.Protocol.Tests.Advertising;

/// <summary>What an advertisement means, a second time: first cut into structures, then asked the questions of docs/protocol.md 2.3.</summary>
internal static class OracleParser
{
    private const string ShortUuid = "00004e5600001000800000805f9b34fb";
    private const string IPhoneUuid = "00004e5673f54bc4a12f17d1ad07a667";
    private const string BaseUuidTail = "00001000800000805f9b34fb";

    public static OracleAnswer Read(byte[] data)
    {
        List<(int Type, byte[] Content)>? structures = Cut(data);
        if (structures == null || structures.Any(IsBroken))
        {
            return new OracleAnswer(AdvertisementKind.Malformed, null, false, 255);
        }

        HashSet<string> uuids = [.. structures.SelectMany(s => Uuids(s.Type, s.Content))];
        byte[]? hours = structures.LastOrDefault(s => s.Type == 0x16 && s.Content is [0x56, 0x4E, _]).Content;
        AdvertisementKind kind = KindOf(uuids, structures, out byte[]? id);
        return new OracleAnswer(kind, id == null ? null : HexText.Of(id), hours != null, hours == null ? 255 : hours[2]);
    }

    private static AdvertisementKind KindOf(HashSet<string> uuids, List<(int Type, byte[] Content)> structures, out byte[]? id)
    {
        List<byte[]> manufacturers = [.. structures.Where(s => s.Type == 0xFF).Select(s => s.Content)];
        id = null;
        if (uuids.Contains(ShortUuid))
        {
            byte[]? last = manufacturers.LastOrDefault(m => m[0] == 0xB5 && m[1] == 0x22);
            id = last?.Length == 14 ? last[2..] : null;
            return id == null ? AdvertisementKind.BluezoneWithoutId : AdvertisementKind.Bluezone;
        }

        if (uuids.Contains(IPhoneUuid))
        {
            return AdvertisementKind.IPhone;
        }

        bool overflow = manufacturers.Any(m => m.Length == 19 && m[0] == 0x4C && m[1] == 0 && m[2] == 1 && m.Skip(3).Any(bits => bits != 0));
        return overflow ? AdvertisementKind.AppleOverflow : AdvertisementKind.Foreign;
    }

    private static List<(int Type, byte[] Content)>? Cut(byte[] data)
    {
        List<(int, byte[])> structures = [];
        while (data.Length > 0 && data[0] != 0)
        {
            if (data.Length < 1 + data[0])
            {
                return null;
            }

            structures.Add((data[1], data[2..(1 + data[0])]));
            data = data[(1 + data[0])..];
        }

        return structures;
    }

    private static bool IsBroken((int Type, byte[] Content) structure)
    {
        int size = UuidSize(structure.Type);
        return size > 0 ? structure.Content.Length % size != 0 : structure.Type == 0xFF && structure.Content.Length < 2;
    }

    private static int UuidSize(int type) => type switch
    {
        0x02 or 0x03 => 2,
        0x04 or 0x05 => 4,
        0x06 or 0x07 => 16,
        _ => 0,
    };

    // Every UUID in its full 128-bit form, most significant byte first.
    private static IEnumerable<string> Uuids(int type, byte[] content)
    {
        int size = UuidSize(type);
        return size == 0 ? [] : content.Chunk(size).Select(chunk => Full(HexText.Of([.. Enumerable.Reverse(chunk)])));
    }

    private static string Full(string uuid) => uuid.Length == 32 ? uuid : uuid.PadLeft(8, '0') + BaseUuidTail;
}

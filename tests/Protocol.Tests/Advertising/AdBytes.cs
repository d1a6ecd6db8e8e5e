using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Tests.Support;

namespace BluezoneTag.Protocol.Tests.Advertising;

/// <summary>AD structures as hex text, and the ways tests put them together.</summary>
internal static class AdBytes
{
    public const string Flags = "020106";
    public const string ServiceUuid = "0303564e";
    public const string Id = "130cea6472130c185d8643df";
    public const string Manufacturer = "0fffb522" + Id;
    public const string TagServiceData = "0416564e05";
    public const string IPhoneUuid = "1107 67a607add1172fa1c44bf573564e0000";
    public const string TxPower = "020af4";
    public const string Name = "09095465737420544147";
    public const string Phone = Flags + ServiceUuid + Manufacturer;

    /// <summary>One structure: its length byte, its AD type and the bytes behind them.</summary>
    public static byte[] Structure(int type, params byte[] content) => [(byte)(content.Length + 1), (byte)type, .. content];

    public static byte[] Join(params string[] structures) => HexText.Bytes(string.Concat(structures));

    /// <summary>All orders of <paramref name="items"/>.</summary>
    public static IEnumerable<List<string>> Permutations(List<string> items)
    {
        if (items.Count == 0)
        {
            return [[]];
        }

        return items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => new List<string>([first, .. rest])));
    }
}

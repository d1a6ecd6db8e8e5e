using System;
using System.Buffers.Binary;
using System.Text;

namespace BluezoneTag.Flasher.WireProtocol;

/// <summary>
/// What a started tag says about its firmware: 336 bytes, namely booter version 4 x u16, CLR version 4 x u16, info[128], target
/// name[32], platform name[32], platform info[128].
/// </summary>
/// <param name="ClrVersion">Version of nanoCLR, four numbers.</param>
/// <param name="Target">Target name, as ESP32_C3.</param>
/// <param name="Platform">Platform name.</param>
public sealed record TargetInfo(string ClrVersion, string Target, string Platform)
{
    /// <summary>Bytes of the reply.</summary>
    public const int Length = 336;

    /// <summary>Reads the reply; null when it is shorter.</summary>
    public static TargetInfo? Parse(ReadOnlySpan<byte> payload) =>
        payload.Length < Length ? null : new TargetInfo(Version(payload[8..]), TextIn(payload.Slice(144, 32)), TextIn(payload.Slice(176, 32)));

    private static string Version(ReadOnlySpan<byte> bytes) =>
        $"{Number(bytes, 0)}.{Number(bytes, 1)}.{Number(bytes, 2)}.{Number(bytes, 3)}";

    private static ushort Number(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]);

    private static string TextIn(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? field : field[..end]);
    }
}

using System;
using System.Linq;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>Hex for tests, on the framework's own routines and not on the code under test.</summary>
internal static class HexText
{
    /// <summary>Bytes of hex digits; blanks between them are free.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    public static string Of(byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static string Of(byte[] bytes, int offset, int count) => Convert.ToHexStringLower(bytes, offset, count);
}

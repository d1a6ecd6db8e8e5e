using System;

namespace BluezoneTag.Protocol.Tests.Support;

internal static class RandomExtensions
{
    public static byte[] Bytes(this Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;

    public static uint UInt32(this Random random) => (uint)random.NextInt64(1L << 32);

    public static T Pick<T>(this Random random, params T[] choices) => choices[random.Next(choices.Length)];
}

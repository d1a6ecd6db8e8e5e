namespace BluezoneTag.Simulator.Engine;

/// <summary>
/// Random numbers without state: the same seed and the same labels give the same number, in whatever order they are asked
/// for. That keeps a run repeatable when something unrelated changes. (SplitMix64 finaliser over the labels.)
/// </summary>
public static class Noise
{
    /// <summary>64 well-mixed bits.</summary>
    public static ulong Bits(ulong seed, long a, long b = 0, long c = 0)
    {
        ulong x = Mix(seed + ((ulong)a * 0x9E3779B97F4A7C15UL));
        x = Mix(x + ((ulong)b * 0xC2B2AE3D27D4EB4FUL));
        return Mix(x + ((ulong)c * 0x165667B19E3779F9UL));
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static double Uniform(ulong seed, long a, long b = 0, long c = 0)
    {
        return (Bits(seed, a, b, c) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform in [low, high).</summary>
    public static double Between(double low, double high, ulong seed, long a, long b = 0, long c = 0)
    {
        return low + ((high - low) * Uniform(seed, a, b, c));
    }

    /// <summary>
    /// Normal with mean 0 and deviation 1, from the sum of four uniform 16-bit parts: close enough within three
    /// deviations, bounded at 3.46, and many times cheaper than logarithms.
    /// </summary>
    public static double Normal(ulong seed, long a, long b = 0, long c = 0)
    {
        ulong bits = Bits(seed, a, b, c);
        long sum = (long)(bits & 0xFFFF) + (long)((bits >> 16) & 0xFFFF) + (long)((bits >> 32) & 0xFFFF) + (long)(bits >> 48);
        return (sum - 131070) / 37837.2;
    }

    /// <summary>A label for a stream of its own, so that two uses of the same numbers do not agree.</summary>
    public static ulong Stream(ulong seed, string name)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 0x100000001B3UL;
        }

        return Mix(seed ^ hash);
    }

    /// <summary>Bytes that stand for a key or another secret of a made-up person.</summary>
    public static byte[] Bytes(int count, ulong seed, long a)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)Bits(seed, a, i, 0x5EED);
        }

        return bytes;
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

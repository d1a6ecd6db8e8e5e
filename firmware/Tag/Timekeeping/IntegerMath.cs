namespace BluezoneTag.Tag.Timekeeping;

/// <summary>Arithmetic that the platform's core library has only for floating point.</summary>
public static class IntegerMath
{
    /// <summary>The largest whole number whose square is at most <paramref name="value"/>; 0 for a negative one.</summary>
    public static int SquareRoot(long value)
    {
        long root = 0;
        for (long bit = 1L << 30; bit != 0; bit >>= 1)
        {
            long next = root | bit;
            if (next * next <= value)
            {
                root = next;
            }
        }

        return (int)root;
    }

    /// <summary>The number without its sign.</summary>
    public static long Absolute(long value)
    {
        return value < 0 ? -value : value;
    }
}

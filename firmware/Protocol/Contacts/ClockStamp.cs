namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The clock byte of a batch (docs/protocol.md 5.3): how far the clock was trusted and how far off it may have been. Bits
/// 0..1 are the <see cref="ClockTrust"/>, bits 2..7 an exponent b: true time was within 2^b milliseconds of the stated one.
/// </summary>
public static class ClockStamp
{
    /// <summary>"Nobody knows how far off", for <see cref="Encode"/> and from <see cref="ErrorMsOf"/>.</summary>
    public const int UnknownErrorMs = -1;

    /// <summary>The exponent that says so in the byte.</summary>
    public const int UnknownExponent = 63;

    private const int TrustMask = 3;
    private const int ExponentShift = 2;
    private const int MaxExponent = 31;

    /// <summary>
    /// The byte for a clock at most <paramref name="errorMs"/> off, rounded up to a power of two; a negative error is unknown.
    /// </summary>
    public static int Encode(ClockTrust trust, int errorMs)
    {
        return ((int)trust & TrustMask) | (ExponentOf(errorMs) << ExponentShift);
    }

    /// <summary>The trust in <paramref name="stamp"/>; 3 is a value that later firmware may define.</summary>
    public static ClockTrust TrustOf(int stamp)
    {
        return (ClockTrust)(stamp & TrustMask);
    }

    /// <summary>
    /// The largest error in milliseconds, a power of two; <see cref="int.MaxValue"/> for anything above 24 days,
    /// <see cref="UnknownErrorMs"/> for unknown.
    /// </summary>
    public static int ErrorMsOf(int stamp)
    {
        int exponent = (stamp >> ExponentShift) & 63;
        if (exponent == UnknownExponent)
        {
            return UnknownErrorMs;
        }

        return exponent >= MaxExponent ? int.MaxValue : 1 << exponent;
    }

    private static int ExponentOf(int errorMs)
    {
        if (errorMs < 0)
        {
            return UnknownExponent;
        }

        int exponent = 0;
        while (exponent < MaxExponent && (1L << exponent) < errorMs)
        {
            exponent++;
        }

        return exponent;
    }
}

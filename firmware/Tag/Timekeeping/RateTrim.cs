namespace BluezoneTag.Tag.Timekeeping;

/// <summary>
/// What is known of a clock's own rate: the correction in parts per billion and its deviation. Each pair of syncs measures
/// it once; how much a measurement counts follows from how long the two lie apart (docs/schedule.md, "The clock").
/// </summary>
public sealed class RateTrim
{
    /// <summary>Deviation of a 1.5-ppm clock chip that was never trimmed, parts per billion.</summary>
    public const int ChipSigmaPpb = 1500;

    /// <summary>Deviation of the platform's own oscillator in light sleep that was never trimmed.</summary>
    public const int PlatformSigmaPpb = 1000000;

    /// <summary>Two syncs closer than this say nothing that would be worth the risk.</summary>
    public const long MinBaselineMs = 6 * 3600000L;

    // 50 ms in each of two syncs.
    private const long SyncPairErrorMs = 70;

    // A quartz follows temperature and age: no baseline makes a clock better than this.
    private const long WanderSigmaPpb = 300;
    private const long SigmaMultiple = 6;
    private const long Billion = 1000000000;

    /// <summary>True time passes this much faster than the clock counts, parts per billion; signed.</summary>
    public int RatePpb { get; private set; }

    /// <summary>Deviation of <see cref="RatePpb"/>, parts per billion.</summary>
    public int SigmaPpb { get; private set; }

    /// <summary>Starts afresh for a clock of which only <paramref name="sigmaPpb"/> is known.</summary>
    public void Reset(int sigmaPpb)
    {
        Restore(0, sigmaPpb);
    }

    /// <summary>Takes back what was saved.</summary>
    public void Restore(int ratePpb, int sigmaPpb)
    {
        RatePpb = ratePpb;
        SigmaPpb = sigmaPpb;
    }

    /// <summary>
    /// Takes the measurement of two syncs: the clock counted <paramref name="localMs"/>, true time less that is
    /// <paramref name="gainMs"/>. Ignored when too short, or so far off that a sync must be wrong.
    /// </summary>
    public void Learn(long localMs, long gainMs)
    {
        // Beyond an hour in any baseline something else has happened; the limit also keeps the products in 64 bits.
        if (localMs < MinBaselineMs || gainMs > 3600000 || gainMs < -3600000)
        {
            return;
        }

        long measuredPpb = gainMs * Billion / localMs;
        long noisePpb = SyncPairErrorMs * Billion / localMs;
        long prior = (long)SigmaPpb * SigmaPpb;
        long noise = (noisePpb * noisePpb) + (WanderSigmaPpb * WanderSigmaPpb);
        long differencePpb = measuredPpb - RatePpb;
        long limit = SigmaMultiple * SigmaMultiple * (prior + noise);
        if (differencePpb > Billion || differencePpb < -Billion || differencePpb * differencePpb > limit)
        {
            return;
        }

        RatePpb += (int)(differencePpb * (prior / 1000) / ((prior + noise) / 1000));
        SigmaPpb = IntegerMath.SquareRoot(prior / 1000 * noise / ((prior + noise) / 1000));
    }
}

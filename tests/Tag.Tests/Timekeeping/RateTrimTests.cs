using BluezoneTag.Tag.Timekeeping;
using Xunit;

namespace BluezoneTag.Tag.Tests.Timekeeping;

public sealed class RateTrimTests
{
    private const long DayMs = 86400000;
    private readonly RateTrim _trim = new();

    public RateTrimTests()
    {
        _trim.Reset(RateTrim.ChipSigmaPpb);
    }

    [Fact]
    public void It_begins_with_nothing_but_the_data_sheet()
    {
        Assert.Equal((0, RateTrim.ChipSigmaPpb), (_trim.RatePpb, _trim.SigmaPpb));
    }

    [Fact]
    public void A_long_baseline_is_believed_nearly_whole()
    {
        // 2 ppm of a week.
        _trim.Learn(7 * DayMs, 7 * DayMs * 2 / 1000000);
        Assert.InRange(_trim.RatePpb, 1850, 2000);
        Assert.InRange(_trim.SigmaPpb, 250, 330);
    }

    [Fact]
    public void A_short_baseline_counts_little()
    {
        _trim.Learn(RateTrim.MinBaselineMs, 43);
        Assert.InRange(_trim.RatePpb, 100, 600);
        Assert.InRange(_trim.SigmaPpb, 1200, RateTrim.ChipSigmaPpb - 1);
    }

    [Theory]
    [InlineData(RateTrim.MinBaselineMs - 1, 43)]
    [InlineData(DayMs, 3600001)]
    [InlineData(DayMs, -3600001)]
    [InlineData(DayMs, 5000)]
    [InlineData(DayMs, -5000)]
    [InlineData(-DayMs, 100)]
    public void What_a_good_pair_of_syncs_cannot_measure_changes_nothing(long localMs, long gainMs)
    {
        _trim.Learn(localMs, gainMs);
        Assert.Equal((0, RateTrim.ChipSigmaPpb), (_trim.RatePpb, _trim.SigmaPpb));
    }

    [Fact]
    public void No_number_of_syncs_makes_it_surer_than_a_quartz_can_be()
    {
        for (int i = 0; i < 1000; i++)
        {
            int before = _trim.SigmaPpb;
            _trim.Learn(30 * DayMs, 30 * DayMs / 1000000);
            Assert.InRange(_trim.SigmaPpb, 0, before);
        }

        Assert.InRange(_trim.RatePpb, 900, 1000);
    }

    [Fact]
    public void What_was_saved_is_taken_back()
    {
        _trim.Restore(-1234, 567);
        Assert.Equal((-1234, 567), (_trim.RatePpb, _trim.SigmaPpb));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(999999, 999)]
    [InlineData(1000000, 1000)]
    [InlineData(4611686014132420609, 2147483647)]
    [InlineData(long.MaxValue, 2147483647)]
    public void The_square_root_is_the_whole_number_below(long value, int root)
    {
        Assert.Equal(root, IntegerMath.SquareRoot(value));
    }
}

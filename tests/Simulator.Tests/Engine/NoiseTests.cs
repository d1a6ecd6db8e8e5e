using System;
using System.Linq;
using BluezoneTag.Simulator.Engine;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Engine;

public sealed class NoiseTests
{
    private const int Count = 100_000;

    [Fact]
    public void The_same_labels_give_the_same_number_in_any_order()
    {
        ulong[] forth = Enumerable.Range(0, 100).Select(i => Noise.Bits(7, i, i * 3, -i)).ToArray();
        ulong[] back = Enumerable.Range(0, 100).Reverse().Select(i => Noise.Bits(7, i, i * 3, -i)).Reverse().ToArray();
        Assert.Equal(forth, back);
    }

    [Fact]
    public void Every_label_and_the_seed_matter()
    {
        ulong[] bits =
        [
            Noise.Bits(1, 2, 3, 4), Noise.Bits(2, 2, 3, 4), Noise.Bits(1, 3, 3, 4),
            Noise.Bits(1, 2, 4, 4), Noise.Bits(1, 2, 3, 5), Noise.Bits(1, 3, 2, 4),
        ];
        Assert.Equal(bits.Length, bits.Distinct().Count());
    }

    [Fact]
    public void Uniform_numbers_fill_zero_to_one_evenly()
    {
        double[] values = Enumerable.Range(0, Count).Select(i => Noise.Uniform(3, i)).ToArray();
        Assert.All(values, value => Assert.InRange(value, 0, 1 - double.Epsilon));
        Assert.InRange(values.Average(), 0.497, 0.503);
        Assert.InRange(values.Average(value => Math.Pow(value - 0.5, 2)), 0.0823, 0.0843);
        Assert.All(values.CountBy(value => (int)(value * 10)), tenth => Assert.InRange(tenth.Value, 9_600, 10_400));
    }

    [Fact]
    public void Between_keeps_its_limits_and_their_middle()
    {
        double[] values = Enumerable.Range(0, Count).Select(i => Noise.Between(-4, 16, 3, 1, i)).ToArray();
        Assert.InRange(values.Min(), -4, -3.99);
        Assert.InRange(values.Max(), 15.99, 16);
        Assert.InRange(values.Average(), 5.9, 6.1);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_deviation_1_and_a_bound()
    {
        double[] values = Enumerable.Range(0, Count).Select(i => Noise.Normal(3, 1, 2, i)).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.98, 1.02);
        Assert.InRange(values.Count(value => Math.Abs(value) < 1) / (double)Count, 0.65, 0.69);
        Assert.All(values, value => Assert.InRange(value, -3.47, 3.47));
    }

    [Fact]
    public void Streams_of_one_seed_do_not_follow_each_other()
    {
        ulong air = Noise.Stream(5, "air");
        ulong world = Noise.Stream(5, "world");
        double product = Enumerable.Range(0, Count).Average(i => Noise.Normal(air, i) * Noise.Normal(world, i));
        Assert.NotEqual(air, world);
        Assert.NotEqual(air, Noise.Stream(6, "air"));
        Assert.InRange(product, -0.02, 0.02);
    }

    [Fact]
    public void Neighbouring_numbers_are_not_alike()
    {
        double product = Enumerable.Range(0, Count).Average(i => Noise.Normal(9, i) * Noise.Normal(9, i + 1));
        Assert.InRange(product, -0.02, 0.02);
    }

    [Fact]
    public void Made_up_keys_repeat_and_differ_between_persons()
    {
        Assert.Equal(Noise.Bytes(32, 1, 2), Noise.Bytes(32, 1, 2));
        Assert.NotEqual(Noise.Bytes(32, 1, 2), Noise.Bytes(32, 1, 3));
        Assert.True(Noise.Bytes(256, 1, 2).Distinct().Count() > 100);
    }
}

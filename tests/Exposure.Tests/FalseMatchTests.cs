using System;
using BluezoneTag.Exposure.Forms;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Engine;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>How often strangers agree by chance, counted on short ids, where it happens, and as the formula says.</summary>
public sealed class FalseMatchTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    public void Chance_matches_of_the_first_bits_of_real_ids_are_as_many_as_the_formula_says(int bits)
    {
        // 64 people's ids of three slots, as a walk holds them, against ids of other people in the same slots.
        const int People = 64;
        const int Days = 12;
        long matches = 0;
        long comparisons = 0;
        for (int day = 0; day < Days; day++)
        {
            byte[][][] listed = Ids(day, 0, People);
            byte[][][] others = Ids(day, 1000, People);
            for (int slot = 1; slot < 95; slot++)
            {
                foreach (byte[][] other in others)
                {
                    uint wanted = LittleEndian.ReadUInt32(other[slot], 0) << (32 - bits);
                    for (int near = slot - 1; near <= slot + 1; near++)
                    {
                        comparisons += People;
                        foreach (byte[][] one in listed)
                        {
                            matches += LittleEndian.ReadUInt32(one[near], 0) << (32 - bits) == wanted ? 1 : 0;
                        }
                    }
                }
            }
        }

        double expected = comparisons * Math.Pow(2, -bits);
        Assert.InRange(matches, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Twelve_bytes_keep_false_matches_far_below_one_in_a_million()
    {
        Assert.InRange(ExposureBench.FalseMatch(8 * BluezoneId.Length), 1e-24, 1e-6);
        Assert.Equal(3.0 * 6300 * 50 / 65536, ExposureBench.FalseMatch(16), 6);
    }

    [Fact]
    public void The_other_forms_hold_what_was_put_in_and_little_else()
    {
        for (int slot = 0; slot < 200; slot++)
        {
            byte[][] ids = ExposureWorkload.SlotIds(slot);
            byte[] table = TruncatedForm.Build(ids);
            byte[] set = GolombForm.Build(ids);
            byte[] filter = BloomForm.Build(ids);
            Assert.All(ids, id => Assert.True(TruncatedForm.Contains(table, id) && GolombForm.Contains(set, id) && BloomForm.Contains(filter, id)));
            for (int i = 0; i < 100; i++)
            {
                byte[] stranger = Noise.Bytes(BluezoneId.Length, 3, (slot * 100) + i);
                Assert.False(TruncatedForm.Contains(table, stranger) || GolombForm.Contains(set, stranger) || BloomForm.Contains(filter, stranger));
            }
        }

    }

    private static byte[][][] Ids(int day, int first, int count)
    {
        byte[][][] ids = new byte[count][][];
        for (int person = 0; person < count; person++)
        {
            var identifier = new RollingIdentifier(Noise.Bytes(32, 8, first + person), 0, 18000);
            ids[person] = new byte[96][];
            for (int slot = 0; slot < 96; slot++)
            {
                identifier.Seek(((18000 + day) * SlotTime.DayMs) + SlotTime.StartOfSlot(slot));
                ids[person][slot] = [.. identifier.Id];
            }
        }

        return ids;
    }
}

using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Advertising;

/// <summary>80,000 seeded inputs of each kind; a failure prints its seed and the bytes.</summary>
public sealed class AdvertisementFuzzTests
{
    private const int RunCount = 80000;

    private readonly AdvertisementParser _parser = new();
    private readonly HashSet<AdvertisementKind> _met = [];

    [Fact]
    public void Noise_is_read_as_the_oracle_reads_it()
    {
        RunAll(100000000, AdvertisementGenerator.Noise);
        Assert.Superset(new HashSet<AdvertisementKind> { AdvertisementKind.Malformed, AdvertisementKind.Foreign }, _met);
    }

    [Fact]
    public void Random_structures_are_read_as_the_oracle_reads_them()
    {
        RunAll(200000000, AdvertisementGenerator.Structures);
        Assert.Equal(Enum.GetValues<AdvertisementKind>().Length, _met.Count);
    }

    [Fact]
    public void Damaged_advertisements_are_read_as_the_oracle_reads_them()
    {
        RunAll(300000000, AdvertisementGenerator.Mutated);
        Assert.Equal(Enum.GetValues<AdvertisementKind>().Length, _met.Count);
    }

    private void RunAll(int firstSeed, Func<Random, byte[]> generate)
    {
        for (int seed = firstSeed; seed < firstSeed + RunCount; seed++)
        {
            Random random = new(seed);
            byte[] data = generate(random);
            byte[] before = random.Bytes(random.Next(3));
            string? complaint = Complaint(data, [.. before, .. data, .. random.Bytes(3)], before.Length);
            Assert.True(complaint == null, $"seed {seed}, bytes {HexText.Of(data)}: {complaint}");
        }
    }

    // The advertisement lies between random bytes, which must not matter.
    private string? Complaint(byte[] data, byte[] buffer, int offset)
    {
        OracleAnswer expected = OracleParser.Read(data);
        AdvertisementKind kind;
        try
        {
            kind = _parser.Parse(buffer, offset, data.Length);
        }
        catch (IndexOutOfRangeException exception)
        {
            return exception.ToString();
        }

        _met.Add(kind);
        OracleAnswer actual = new(kind, IdIn(buffer, offset, data.Length), _parser.IsTag, _parser.HoursSinceSync);
        if (kind is not AdvertisementKind.Bluezone and not AdvertisementKind.Malformed)
        {
            // Who sent it is asked only where an id was heard.
            actual = actual with { IsTag = expected.IsTag, HoursSinceSync = expected.HoursSinceSync };
        }

        return actual == expected ? null : $"{actual} instead of {expected}";
    }

    private string? IdIn(byte[] buffer, int offset, int count)
    {
        if (_parser.IdOffset == -1)
        {
            return null;
        }

        bool inRange = _parser.IdOffset >= offset && _parser.IdOffset + 12 <= offset + count;
        return inRange ? HexText.Of(buffer, _parser.IdOffset, 12) : $"IdOffset {_parser.IdOffset} outside {offset} + {count}";
    }
}

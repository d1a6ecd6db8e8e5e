using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Registry.Labels;
using Xunit;

namespace BluezoneTag.Registry.Tests.Labels;

/// <summary>The claim code that is typed, against vectors made apart from this code, and every slip of one or two characters.</summary>
public sealed class ClaimCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Modulus = 1271;

    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "claim-code-vectors.json"))).RootElement;

    [Fact]
    public void Codes_are_those_of_the_vectors_and_read_back()
    {
        JsonElement[] codes = [.. Vectors.GetProperty("codes").EnumerateArray()];
        Assert.NotEmpty(codes);
        foreach (JsonElement vector in codes)
        {
            uint serial = vector.GetProperty("serial").GetUInt32();
            byte[] secret = Convert.FromHexString(Text(vector, "secret"));
            Assert.Equal(Text(vector, "uri"), ClaimUri.Of(serial, secret));
            Assert.Equal(Text(vector, "code"), ClaimCode.Of(serial, secret));
            AssertReads(Text(vector, "code"), serial, Text(vector, "secret"), Text(vector, "code"));
        }
    }

    [Fact]
    public void What_people_make_of_a_code_is_read() => Assert.All(Vectors.GetProperty("accepted").EnumerateArray(), vector =>
        AssertReads(Text(vector, "typed"), vector.GetProperty("serial").GetUInt32(), Text(vector, "secret"), Text(vector, "what")));

    [Fact]
    public void What_is_no_code_is_refused() => Assert.All(Vectors.GetProperty("refused").EnumerateArray(), vector =>
    {
        Assert.False(ClaimCode.TryParse(Text(vector, "typed"), out _, out byte[]? secret), Text(vector, "what"));
        Assert.Null(secret);
    });

    [Fact]
    public void Every_code_leaves_one_when_divided_by_1271() => Assert.All(Typed(), typed =>
        Assert.Equal(1, typed.Aggregate(0, (rest, c) => ((rest * 36) + Alphabet.IndexOf(c)) % Modulus)));

    [Fact]
    public void Every_single_wrong_character_is_found() => AssertAllFound(typed =>
        from place in Enumerable.Range(0, typed.Length)
        from c in Alphabet
        where c != typed[place] && !IsTheSameToAReader(typed, place, c)
        select typed[..place] + c + typed[(place + 1)..]);

    [Fact]
    public void Every_swap_of_neighbours_and_over_one_character_is_found() => AssertAllFound(typed => Swaps(typed, 1).Concat(Swaps(typed, 2)));

    [Fact]
    public void Every_swap_of_two_characters_is_found_but_of_two_that_are_31_apart_in_value_and_20_in_place()
    {
        foreach (string typed in Typed())
        {
            foreach (int distance in Enumerable.Range(3, typed.Length - 3).Where(one => one != 20))
            {
                Assert.All(Swaps(typed, distance), slip => AssertFound(typed, slip));
            }
        }
    }

    [Fact]
    public void Every_missing_and_every_doubled_character_is_found() => AssertAllFound(typed =>
        from place in Enumerable.Range(0, typed.Length)
        from slip in new[] { typed.Remove(place, 1), typed.Insert(place, typed[place..(place + 1)]) }
        select slip);

    // As typed without anything between, serials of every length.
    private static IEnumerable<string> Typed() =>
        from i in Enumerable.Range(0, 10)
        let serial = (uint)Math.Pow(10, i) + (uint)(i * 3)
        select ClaimCode.Of(serial, Bench.Claim(i + 1)).Replace("-", string.Empty).Replace(" ", string.Empty);

    private static IEnumerable<string> Swaps(string typed, int distance) =>
        from place in Enumerable.Range(0, typed.Length - distance)
        where typed[place] != typed[place + distance]
        let slip = typed.ToCharArray()
        select new string([.. slip[..place], slip[place + distance], .. slip[(place + 1)..(place + distance)], slip[place], .. slip[(place + distance + 1)..]]);

    private static bool IsTheSameToAReader(string typed, int place, char c) =>
        place >= typed.Length - ClaimCode.Length && place < typed.Length - 2 && "018".IndexOf(c) is int misread and >= 0 && "OIB"[misread] == typed[place];

    private static void AssertAllFound(Func<string, IEnumerable<string>> slips)
    {
        int count = 0;
        foreach (string typed in Typed())
        {
            foreach (string slip in slips(typed))
            {
                AssertFound(typed, slip);
                count++;
            }
        }

        Assert.True(count > 100, $"{count} slips");
    }

    private static void AssertFound(string typed, string slip) => Assert.False(ClaimCode.TryParse(slip, out _, out _), $"{slip} instead of {typed}");

    private static void AssertReads(string typed, uint serial, string secret, string what)
    {
        Assert.True(ClaimCode.TryParse(typed, out uint read, out byte[]? bytes), what);
        Assert.Equal((serial, secret), (read, Convert.ToHexStringLower(bytes)));
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}

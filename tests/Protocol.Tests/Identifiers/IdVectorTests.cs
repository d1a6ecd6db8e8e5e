using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Identifiers;

/// <summary>Every id of tests/Vectors, reached in every way the tag may reach it.</summary>
public sealed class IdVectorTests
{
    public static TheoryData<int> DerivedIndexes => [.. Enumerable.Range(0, VectorFile.Derived.Count)];

    public static TheoryData<int> CapturedIndexes => [.. Enumerable.Range(0, VectorFile.Captured.Count)];

    [Fact]
    public void The_file_holds_64_derived_and_6_captured_vectors()
    {
        Assert.Equal(64, VectorFile.Derived.Count);
        Assert.Equal(6, VectorFile.Captured.Count);
        Assert.Equal(70, VectorFile.All.Select(vector => vector.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(DerivedIndexes))]
    public void A_fresh_identifier_reproduces_each_derived_vector(int index)
    {
        IdVector vector = VectorFile.Derived[index];
        RollingIdentifier identifier = vector.NewIdentifier();
        Assert.True(identifier.Seek(vector.UtcMs));
        AssertEqual(vector, identifier);
    }

    [Theory]
    [MemberData(nameof(CapturedIndexes))]
    public void A_fresh_identifier_reproduces_each_captured_vector(int index)
    {
        IdVector vector = VectorFile.Captured[index];
        RollingIdentifier identifier = vector.NewIdentifier();
        Assert.True(identifier.Seek(vector.UtcMs));
        AssertEqual(vector, identifier);
    }

    [Fact]
    public void Walking_each_base_key_forward_in_time_meets_all_its_vectors()
    {
        foreach (IGrouping<string, IdVector> sameKey in VectorFile.All.GroupBy(vector => vector.BaseKey))
        {
            RollingIdentifier identifier = sameKey.First().NewIdentifier();
            Assert.All(sameKey.OrderBy(vector => vector.UtcMs), vector =>
            {
                identifier.Seek(vector.UtcMs);
                AssertEqual(vector, identifier);
            });
        }
    }

    [Fact]
    public void Jumping_back_and_forth_meets_the_same_vectors()
    {
        Random random = new(20200808);
        foreach (IGrouping<string, IdVector> sameKey in VectorFile.All.GroupBy(vector => vector.BaseKey))
        {
            List<IdVector> vectors = [.. sameKey];
            RollingIdentifier identifier = vectors[0].NewIdentifier();
            for (int jump = 0; jump < 100; jump++)
            {
                IdVector vector = vectors[random.Next(vectors.Count)];
                identifier.Seek(vector.UtcMs + (vector.SubKey == null ? 0 : random.Next(SlotTime.SlotMs)));
                AssertEqual(vector, identifier);
            }
        }
    }

    [Fact]
    public void Every_instant_of_the_file_falls_into_its_day_and_slot()
    {
        JsonElement rows = VectorFile.Identifiers.GetProperty("slot_index");
        Assert.Equal(9, rows.GetArrayLength());
        Assert.All(rows.EnumerateArray(), row =>
        {
            long utcMs = row.GetProperty("unix_ms").GetInt64();
            Assert.Equal(row.GetProperty("utc_day_start_ms").GetInt64(), SlotTime.DayOf(utcMs) * SlotTime.DayMs);
            Assert.Equal(row.GetProperty("slot").GetInt32(), SlotTime.SlotOfDay(utcMs));
        });
    }

    [Theory]
    [InlineData("first")]
    [InlineData("slot95")]
    [InlineData("last")]
    public void A_published_daily_key_walks_like_a_base_key_of_its_day(string place)
    {
        JsonElement walk = VectorFile.Identifiers.GetProperty("trace_walk");
        byte[] dailyKey = Convert.FromHexString(walk.GetProperty("entry").GetProperty("daily_key").GetString()!);
        long startMs = walk.GetProperty("entry").GetProperty("time_start").GetInt64() * 1000;
        RollingIdentifier identifier = new(dailyKey, 0, SlotTime.DayOf(startMs));
        identifier.Seek(walk.GetProperty(place).GetProperty("start_ms").GetInt64());
        Assert.Equal(walk.GetProperty(place).GetProperty("bluezone_id").GetString(), HexText.Of(identifier.Id));
    }

    private static void AssertEqual(IdVector vector, RollingIdentifier identifier)
    {
        Assert.Equal(vector.Id, HexText.Of(identifier.Id));
        Assert.Equal(vector.DailyKey ?? HexText.Of(identifier.DailyKey), HexText.Of(identifier.DailyKey));
        Assert.Equal(vector.SubKey ?? HexText.Of(identifier.SubKey), HexText.Of(identifier.SubKey));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scanning;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scanning;

public sealed class SightingTableTests
{
    private readonly SightingTable _table = new(99);
    private readonly ContactRecord _record = new();

    [Fact]
    public void First_last_count_strongest_and_mean_are_kept()
    {
        See(1, 5000, -60);
        See(1, 21000, -50);
        See(1, 41000, -71);
        _table.Read(0, _record);
        Assert.Equal((4000, 41000, 3, 1), (_record.FirstMs, _record.LastMs, _record.SightingCount, _record.NearCount));
        Assert.Equal((-50, -61), (_record.StrongestRssiDbm, _record.MeanRssiDbm));
    }

    [Fact]
    public void Two_reports_within_a_second_are_one_sighting_with_the_stronger_signal()
    {
        See(1, 1000, -60);
        See(1, 1900, -40);
        _table.Read(0, _record);
        Assert.Equal((1, -40), (_record.SightingCount, _record.StrongestRssiDbm));
    }

    [Fact]
    public void It_equals_a_dictionary_while_there_is_room()
    {
        var truth = new Dictionary<int, int>();
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            int who = random.Next(SightingTable.Capacity);
            See(who, i * 170, -70);
            truth[who] = Math.Min(63, truth.GetValueOrDefault(who) + 1);
        }

        Assert.Equal(truth.Count, _table.Count);
        Assert.Equal(truth.Values.Sum(), Records().Sum(record => record.SightingCount), 63.0 * 128);
        Assert.Equal(0, _table.EvictedCount);
    }

    [Theory]
    [InlineData(6600, 32)]
    [InlineData(6500 + 672, 64)]
    [InlineData(6500 + 671, 32)]
    [InlineData(20000, SightingTable.Capacity)]
    public void It_grows_only_as_far_as_others_keep_what_they_need(int freeBytes, int expected)
    {
        for (int slot = 0; slot < 3; slot++)
        {
            if (slot == 0)
            {
                _table.TellFree(freeBytes);
            }

            for (int who = 0; who < 300; who++)
            {
                See(who, 1000 + who, -40);
                See(who, 20000 + who, -40);
            }

            Assert.Equal(expected, _table.Count);
            Assert.True(_table.FreeBytes >= SightingTable.LeftToOthersBytes);
            _table.Clear();
            Assert.Equal(freeBytes, _table.FreeBytes);
        }

        _table.Release();
        _table.Release();
        Assert.Equal(freeBytes, _table.FreeBytes);
    }

    [Fact]
    public void What_it_will_take_again_is_not_free()
    {
        _table.Release();
        _table.TellFree(8000);
        Assert.Equal(8000 - (32 * 21) - 128 - 64, _table.FreeBytes);
        See(1, 1000, -40);
        _table.TellFree(8000);
        Assert.Equal(8000, _table.FreeBytes);
    }

    [Fact]
    public void A_crowd_keeps_the_strongest()
    {
        const int Crowd = 400;
        for (int round = 0; round < 10; round++)
        {
            for (int who = 0; who < Crowd; who++)
            {
                See(who, round * 20000, who < 64 ? -50 : -75 - (who % 15));
            }
        }

        Assert.Equal(SightingTable.Capacity, _table.Count);
        Assert.Equal(64, Records().Count(record => record.StrongestRssiDbm == -50));
        Assert.True(_table.EvictedCount > 0);
    }

    [Fact]
    public void A_crowd_keeps_those_who_stay()
    {
        for (int round = 0; round < 40; round++)
        {
            for (int who = 0; who < 100; who++)
            {
                See(who, round * 20000, -75);
            }

            for (int passerBy = 0; passerBy < 100 && round > 1; passerBy++)
            {
                See(1000 + (round * 100) + passerBy, round * 20000, -74);
            }
        }

        Assert.Equal(100, Records().Count(record => record.SightingCount == 40));
    }

    [Fact]
    public void A_neighbour_never_gives_way_to_a_weaker_newcomer()
    {
        for (int who = 0; who < SightingTable.Capacity; who++)
        {
            See(who, 0, -60);
        }

        for (int who = 0; who < 1000; who++)
        {
            Assert.False(See(5000 + who, 1000, -61));
        }

        Assert.All(Records(), record => Assert.Equal(-60, record.StrongestRssiDbm));
    }

    [Fact]
    public void One_off_ids_of_any_strength_displace_no_near_neighbour_heard_twice()
    {
        for (int who = 0; who < 40; who++)
        {
            See(who, 0, -54);
            See(who, 20000, -54);
        }

        SeeStrangers(5000, 40000, 860000, -30);
        Assert.Equal(40, Records().Count(record => record.SightingCount == 2));
    }

    [Fact]
    public void A_neighbour_that_comes_during_a_storm_finds_its_place_when_heard_again()
    {
        SeeStrangers(400, 0, 100000, -30);
        bool[] isKept = new bool[12];
        for (int heard = 0; heard < isKept.Length; heard++)
        {
            isKept[heard] = See(1, 100000 + (heard * 60000), -54);
            SeeStrangers(180, 101000 + (heard * 60000), 50000, -30, 10000 + (heard * 1000));
        }

        Assert.False(isKept[0]);
        Assert.Contains(Records(), record => record.SightingCount >= 3);
    }

    [Fact]
    public void After_any_evictions_every_neighbour_is_found_again()
    {
        var random = new Random(5);
        for (int i = 0; i < 3000; i++)
        {
            See(random.Next(600), i * 250, -50 - random.Next(40));
        }

        int before = _table.Count;
        byte[][] ids = Records().Select(record => (byte[])record.Id.Clone()).ToArray();
        Assert.All(ids, id => Assert.True(_table.Record(id, 0, 899999, -60, true)));
        Assert.Equal(before, _table.Count);
        Assert.Equal(ids.Length, ids.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void After_a_release_it_begins_again()
    {
        byte[][] ids = Enumerable.Range(0, 300).Select(IdOf).ToArray();
        Fill(ids);
        See(1, 0, -60);
        _table.Release();
        Assert.Equal((0, 0), (_table.Count, _table.EvictedCount));
        _table.Clear();
        Assert.True(See(2, 5000, -50));
        _table.Read(0, _record);
        Assert.Equal((1, 4000, 1, 1), (_table.Count, _record.FirstMs, _record.SightingCount, _record.NearCount));
        Assert.Equal(IdOf(2), _record.Id);
    }

    [Fact]
    public void Recording_allocates_nothing_up_to_32_neighbours_and_beyond_them_once_in_a_slot()
    {
        byte[][] ids = Enumerable.Range(0, 300).Select(IdOf).ToArray();
        Fill(ids);
        Fill(ids[..32]);
        Assert.Equal(0, Fill(ids[..32]));
        Assert.InRange(Fill(ids[..33]), 64 * 21, 3000);
        Assert.InRange(Fill(ids), 128 * 21, 8000);
    }

    private void SeeStrangers(int count, int fromMs, int spanMs, int rssiDbm, int first = 100000)
    {
        for (int i = 0; i < count; i++)
        {
            See(first + i, fromMs + (int)((long)spanMs * i / count), rssiDbm);
        }
    }

    private static byte[] IdOf(int who) => Noise.Bytes(12, 17, who);

    // Returns how much memory it took, in bytes of this machine.
    private long Fill(byte[][] ids)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                _table.Record(ids[i], 0, round * 20000, -50 - (i % 40), true);
            }
        }

        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        _table.Clear();
        return taken;
    }

    private bool See(int who, int slotMs, int rssiDbm) => _table.Record(IdOf(who), 0, slotMs, rssiDbm, true);

    private List<ContactRecord> Records()
    {
        var records = new List<ContactRecord>();
        for (int i = 0; i < _table.Count; i++)
        {
            var record = new ContactRecord();
            _table.Read(i, record);
            records.Add(record);
        }

        return records;
    }
}

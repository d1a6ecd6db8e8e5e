using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.People;

public sealed class RadioWorldTests
{
    private const long SchoolStartUs = 600_000_000;
    private const int Steps = 3000;
    private const int InContact = 1;
    private const int InTheRoom = 2;
    private const int NextDoor = 3;
    private const int TwoRoomsAway = 4;
    private const int PhoneOfZero = 5;
    private const int PhoneOfOne = 6;
    private const int ForeignInTheRoom = 7;

    // 0, 1 and 2 in room A, 3 in B, 4 in C; 0 meets 1 all day and 4 for some minutes.
    private readonly ContactTrace _trace = Traces.Make(["A", "A", "A", "B", "C"], Steps, (0, InContact, 0, Steps), (0, TwoRoomsAway, 100, 10));

    [Fact]
    public void A_contact_is_stronger_than_the_room_and_the_room_stronger_than_the_wall()
    {
        RadioWorld world = World();
        double contact = MeanRssi(world, InContact);
        double room = MeanRssi(world, InTheRoom);
        double wall = MeanRssi(world, NextDoor);
        Assert.InRange(contact, -56, -45);
        Assert.InRange(contact - room, 15, 26);
        Assert.InRange(room - wall, 14, 26);
    }

    [Fact]
    public void Losses_are_the_same_both_ways_so_only_the_devices_make_a_difference()
    {
        RadioWorld world = World();
        foreach (int other in new[] { InContact, InTheRoom, NextDoor })
        {
            double[] differences = Enumerable.Range(0, 900)
                .Select(minute => SchoolStartUs + (minute * 60_000_000L))
                .Select(us => Math.Round(world.MeanRssiDbm(0, other, us) - world.MeanRssiDbm(other, 0, us), 6))
                .Distinct()
                .ToArray();
            Assert.Single(differences);
            Assert.InRange(differences[0], -3, 3);
        }
    }

    [Fact]
    public void A_phone_is_weaker_than_a_tag_and_ones_own_phone_is_close()
    {
        RadioWorld world = World();
        Assert.InRange(MeanRssi(world, InContact) - MeanRssi(world, PhoneOfOne), -5, 20);
        Assert.InRange(MeanRssi(world, PhoneOfZero), -67, -26);
    }

    [Fact]
    public void In_range_are_the_own_room_the_next_and_whoever_one_meets()
    {
        RadioWorld world = World();
        Assert.Equal([1, 2, 3, PhoneOfZero, PhoneOfOne, ForeignInTheRoom], InRange(world, 0, SchoolStartUs));
        Assert.Equal([1, 2, 3, TwoRoomsAway, PhoneOfZero, PhoneOfOne, ForeignInTheRoom], InRange(world, 0, StepUs(100)).Order());
        Assert.Equal([1, 2, 3, PhoneOfZero, PhoneOfOne, ForeignInTheRoom], InRange(world, 0, StepUs(110)));
        Assert.DoesNotContain(TwoRoomsAway, InRange(world, InTheRoom, StepUs(105)));
        Assert.Equal([3], InRange(world, TwoRoomsAway, StepUs(99)));
        Assert.Contains(0, InRange(world, TwoRoomsAway, StepUs(109)));
    }

    [Fact]
    public void Rooms_that_stand_alone_are_silent_to_each_other()
    {
        ContactTrace pairs = TraceMaker.Pairs(3, 15);
        var world = new RadioWorld(pairs, 0, 1);
        Enumerable.Range(0, 6).ToList().ForEach(world.AddTag);
        world.Freeze();
        Assert.Equal([3], InRange(world, 2, 1_000_000));
    }

    [Fact]
    public void Before_and_after_school_everybody_is_at_home_with_his_own_devices()
    {
        RadioWorld world = World();
        Assert.All(
            new[] { 0, SchoolStartUs - 1, StepUs(Steps), StepUs(Steps) + 3_600_000_000 },
            us =>
            {
                Assert.False(world.IsSchool(us));
                Assert.Equal([PhoneOfZero], InRange(world, 0, us));
                Assert.Equal([0], InRange(world, PhoneOfZero, us));
                Assert.Empty(InRange(world, InTheRoom, us));
            });
        Assert.True(world.IsSchool(SchoolStartUs) && world.IsSchool(StepUs(Steps) - 1));
    }

    [Fact]
    public void The_same_seed_makes_the_same_world_and_another_seed_another()
    {
        Assert.Equal(Samples(World()), Samples(World()));
        Assert.NotEqual(Samples(World()), Samples(World(2)));
    }

    [Fact]
    public void Bodies_and_seats_make_the_signal_of_a_room_wander()
    {
        RadioWorld world = World();
        double[] rssi = Enumerable.Range(0, 900).Select(minute => world.MeanRssiDbm(InTheRoom, 0, SchoolStartUs + (minute * 60_000_000L))).ToArray();
        double deviation = Math.Sqrt(rssi.Average(one => Math.Pow(one - rssi.Average(), 2)));
        Assert.InRange(deviation, 4, 8);
    }

    // The minute's shadowing (deviation 3) and the body's up to 4 dB are added, so they must not lean on each other.
    [Fact]
    public void What_moves_the_signal_of_a_contact_from_minute_to_minute_is_independent()
    {
        var samples = new List<double>();
        for (ulong seed = 1; seed <= 20; seed++)
        {
            RadioWorld world = World(seed);
            double[] rssi = Enumerable.Range(0, 900).Select(minute => world.MeanRssiDbm(InContact, 0, SchoolStartUs + (minute * 60_000_000L))).ToArray();
            double mean = rssi.Average();
            samples.AddRange(rssi.Select(one => one - mean));
        }

        // 9 (shadow) + 1.33 (body, 0-4 dB) + 9 (turned away, 10 dB in a tenth) + 7.16 (0.5-1.5 m) = 26.5.
        Assert.InRange(samples.Average(one => one * one), 24.5, 29);
    }

    [Fact]
    public void A_teacher_is_where_most_of_the_contacts_are()
    {
        ContactTrace trace = Traces.Make(["A", "B", "C", "Teachers"], 100, (0, 3, 0, 5), (2, 3, 50, 20));
        var world = new RadioWorld(trace, 0, 1);
        Enumerable.Range(0, 4).ToList().ForEach(world.AddTag);
        world.Freeze();
        Assert.Equal(3, world.RoomCount);
        Assert.Equal([1, 2], InRange(world, 3, 30_000_000 * 20));
    }

    private static long StepUs(int step) => SchoolStartUs + (step * 20_000_000L);

    private static double MeanRssi(RadioWorld world, int sender) =>
        Enumerable.Range(0, 900).Average(minute => world.MeanRssiDbm(sender, 0, SchoolStartUs + (minute * 60_000_000L)));

    private static int[] InRange(RadioWorld world, int receiver, long us)
    {
        int[] nodes = world.NodesInRange(receiver, us, out int count);
        return nodes.Take(count).ToArray();
    }

    private static double[] Samples(RadioWorld world) =>
        Enumerable.Range(0, 50).Select(i => world.MeanRssiDbm(1 + (i % 3), 0, SchoolStartUs + (i * 60_000_000L))).ToArray();

    private RadioWorld World(ulong seed = 1)
    {
        var world = new RadioWorld(_trace, SchoolStartUs, seed);
        Enumerable.Range(0, _trace.Persons.Count).ToList().ForEach(world.AddTag);
        world.AddPhone(0);
        world.AddPhone(1);
        world.AddForeign(0);
        world.Freeze();
        return world;
    }
}

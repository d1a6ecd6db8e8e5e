using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Engine;

public sealed class EventLoopTests
{
    private readonly EventLoop _loop = new();
    private readonly List<(string Name, long Us)> _acts = new();

    [Fact]
    public void Everybody_acts_in_order_of_time()
    {
        Add("slow", 5, 10);
        Add("fast", 1, 3);
        _loop.RunUntil(16);
        Assert.Equal([("fast", 1), ("fast", 4), ("slow", 5), ("fast", 7), ("fast", 10), ("fast", 13), ("slow", 15)], _acts);
    }

    [Fact]
    public void Ties_go_to_who_was_added_first()
    {
        Add("first", 10, 10);
        Add("second", 0, 10);
        _loop.RunUntil(21);
        Assert.Equal([("second", 0), ("first", 10), ("second", 10), ("first", 20), ("second", 20)], _acts);
    }

    [Fact]
    public void The_end_belongs_to_the_next_run()
    {
        Add("actor", 0, 10);
        _loop.RunUntil(10);
        Assert.Equal([("actor", 0)], _acts);
        _loop.RunUntil(11);
        Assert.Equal([("actor", 0), ("actor", 10)], _acts);
    }

    [Fact]
    public void Who_never_wants_to_act_again_does_not()
    {
        _loop.Add(new ScriptedActor(us => Note("once", us, long.MaxValue)), 3);
        Add("other", 4, 4);
        _loop.RunUntil(9);
        Assert.Equal([("once", 3), ("other", 4), ("other", 8)], _acts);
    }

    [Fact]
    public void Acting_again_at_once_lets_no_time_pass()
    {
        int turns = 0;
        _loop.Add(new ScriptedActor(us => Note("busy", us, ++turns < 3 ? us : us + 100)), 7);
        _loop.RunUntil(50);
        Assert.Equal([("busy", 7), ("busy", 7), ("busy", 7)], _acts);
    }

    [Fact]
    public void The_present_is_the_moment_of_the_act_and_then_the_end()
    {
        _loop.Add(new ScriptedActor(us => Note("clock", _loop.NowUs, us + 20)), 5);
        _loop.RunUntil(40);
        Assert.Equal([("clock", 5), ("clock", 25)], _acts);
        Assert.Equal(40, _loop.NowUs);
    }

    private void Add(string name, long firstUs, long periodUs)
    {
        _loop.Add(new ScriptedActor(us => Note(name, us, us + periodUs)), firstUs);
    }

    private long Note(string name, long us, long nextUs)
    {
        _acts.Add((name, us));
        return nextUs;
    }
}

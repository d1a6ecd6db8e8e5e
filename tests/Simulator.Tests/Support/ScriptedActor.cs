using System;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Acts as the test says.</summary>
internal sealed class ScriptedActor : IActor
{
    private readonly Func<long, long> _act;

    public ScriptedActor(Func<long, long> act)
    {
        _act = act;
    }

    public long Act(long nowUs) => _act(nowUs);
}

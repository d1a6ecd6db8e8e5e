using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Engine;

/// <summary>
/// Virtual time in microseconds since the start of the run, and the queue of who acts when. Ties go to the actor that
/// was added first, so a run does not depend on how the queue is built.
/// </summary>
public sealed class EventLoop
{
    private readonly List<IActor> _actors = new();
    private readonly PriorityQueue<int, (long TimeUs, int Actor)> _queue = new();

    /// <summary>The present moment.</summary>
    public long NowUs { get; private set; }

    /// <summary>Adds an actor that acts first at <paramref name="firstUs"/>.</summary>
    public void Add(IActor actor, long firstUs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstUs, NowUs);

        _actors.Add(actor);
        _queue.Enqueue(_actors.Count - 1, (firstUs, _actors.Count - 1));
    }

    /// <summary>Lets everybody act until <paramref name="endUs"/> (exclusive).</summary>
    public void RunUntil(long endUs)
    {
        while (_queue.TryPeek(out int actor, out (long TimeUs, int Actor) key) && key.TimeUs < endUs)
        {
            NowUs = key.TimeUs;
            long next = _actors[actor].Act(NowUs);
            if (next == long.MaxValue)
            {
                _queue.Dequeue();
            }
            else
            {
                _queue.DequeueEnqueue(actor, (next, actor));
            }
        }

        NowUs = endUs;
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// What happens outside the tags, in virtual time: frames that arrive, time-outs, people who press buttons. Asynchronous code of the client runs
/// here too, on this one thread, so a run depends on its seed alone.
/// </summary>
public sealed class VirtualPump : IActor
{
    private const long StepUs = 5000;

    private readonly EventLoop _loop;
    private readonly PriorityQueue<Action, (long TimeUs, long Order)> _due = new();
    private long _order;

    /// <summary>Joins <paramref name="loop"/>.</summary>
    public VirtualPump(EventLoop loop)
    {
        _loop = loop;
        loop.Add(this, loop.NowUs);
    }

    /// <summary>The present moment.</summary>
    public long NowUs => _loop.NowUs;

    /// <summary>Has <paramref name="action"/> done <paramref name="delayUs"/> from now.</summary>
    public void In(long delayUs, Action action) => _due.Enqueue(action, (_loop.NowUs + Math.Max(0, delayUs), _order++));

    /// <summary>A task that is done so much later.</summary>
    public Task DelayAsync(long delayUs)
    {
        TaskCompletionSource done = new();
        In(delayUs, done.SetResult);
        return done.Task;
    }

    /// <summary>Starts asynchronous work now, in here. The task is that of the work.</summary>
    public Task Start(Func<Task> work)
    {
        TaskCompletionSource done = new();
        In(0, () => Follow(work(), done));
        return done.Task;
    }

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        // With a context of a test runner the work would go on in another thread.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (_due.TryPeek(out Action? action, out (long TimeUs, long Order) key) && key.TimeUs <= nowUs)
            {
                _due.Dequeue();
                action();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return nowUs + StepUs;
    }

    private static void Follow(Task work, TaskCompletionSource done) =>
        work.ContinueWith(done.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

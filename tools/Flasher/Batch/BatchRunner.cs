using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Batch;

/// <summary>Several ports at once: the named ones in turn, or whatever is plugged in. A tag that fails never stops the others.</summary>
public sealed class BatchRunner
{
    /// <summary>How often a named port is tried before it is left for the next run.</summary>
    public const int Tries = 3;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private readonly Func<string, BatchOutcome> _work;
    private readonly BatchView _view;
    private readonly CancellationToken _cancellation;

    /// <summary>Calls <paramref name="work"/> for each port, each call on a thread of its own.</summary>
    public BatchRunner(Func<string, BatchOutcome> work, BatchView view, CancellationToken cancellation)
    {
        _work = work;
        _view = view;
        _cancellation = cancellation;
    }

    /// <summary>
    /// Each of <paramref name="ports"/> until it is done, at most <see cref="Tries"/> times, <paramref name="lanes"/> at once. Throws
    /// <see cref="OperationCanceledException"/> when stopped, after every lane has come to rest.
    /// </summary>
    public void RunNamed(IEnumerable<string> ports, int lanes)
    {
        var queue = new ConcurrentQueue<string>(ports);
        Task[] all = [.. Enumerable.Range(0, Math.Min(lanes, queue.Count)).Select(_ => Start(() => Drain(queue)))];
        Wait(all);
    }

    /// <summary>
    /// Every tag that is plugged in, each once until it is unplugged, until <paramref name="isEnough"/> says so, nothing was plugged in or
    /// worked on for <paramref name="idle"/> (zero for ever), or somebody stops it. Stopped between two tags it simply returns; stopped while
    /// tags are being written it throws <see cref="OperationCanceledException"/>.
    /// </summary>
    public void RunPlugged(IPortList ports, ILinkClock clock, Func<bool> isEnough, TimeSpan idle)
    {
        var watch = new PlugWatch();
        List<(PortInfo Port, Task Task)> all = [];
        TimeSpan lastBusy = clock.Elapsed;
        while (!_cancellation.IsCancellationRequested && !isEnough() && !all.Any(one => one.Task.IsFaulted))
        {
            IReadOnlyList<PortInfo> now = ports.All();
            var busy = all.Where(one => !one.Task.IsCompleted).ToList();
            busy.ForEach(one => watch.Keep(one.Port, now, clock.Elapsed));
            IReadOnlyList<PortInfo> plugged = watch.Update(now, clock.Elapsed);
            all.AddRange(plugged.Select(port => (port, Start(() => Once(port.Name)))));
            lastBusy = busy.Count + plugged.Count > 0 ? clock.Elapsed : lastBusy;
            if (idle > TimeSpan.Zero && clock.Elapsed - lastBusy >= idle)
            {
                break;
            }

            clock.Wait(LookEvery);
        }

        Wait([.. all.Select(one => one.Task)]);
    }

    private static Task Start(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Wait(Task[] tasks)
    {
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException exception)
        {
            // One is enough to tell; being stopped is told last.
            Exception[] inner = [.. exception.Flatten().InnerExceptions];
            throw inner.FirstOrDefault(one => one is not OperationCanceledException) ?? inner[0];
        }
    }

    private void Drain(ConcurrentQueue<string> queue)
    {
        while (queue.TryDequeue(out string? port))
        {
            for (int attempt = 0; attempt < Tries && Once(port) == BatchSign.Error; attempt++)
            {
                _cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private BatchSign Once(string port)
    {
        _view.Begin(port);
        BatchOutcome outcome = _work(port);
        _view.End(outcome);
        return outcome.Sign;
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>
/// The one thread that owns the bench and lets its virtual time go as fast as the clock it is given. Everybody else posts what is to be done
/// and reads the states it publishes.
/// </summary>
public sealed class DemoThread : IDisposable
{
    private const int StepMs = 4;

    private readonly DemoOptions _options;
    private readonly TimeProvider _clock;
    private readonly BlockingCollection<Action<DemoBench>> _commands = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Channel<IReadOnlyList<DemoTagState>>> _watchers = [];
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private volatile bool _isStopping;

    /// <summary>Starts the thread; the bench first lives its days before.</summary>
    public DemoThread(DemoOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _thread = new Thread(Run) { IsBackground = true, Name = "Simulated tags" };
        _thread.Start();
    }

    /// <summary>Done when the bench is ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What was published last; empty before the bench is ready.</summary>
    public IReadOnlyList<DemoTagState> States { get; private set; } = [];

    /// <summary>Has <paramref name="command"/> done on the bench's thread.</summary>
    public void Post(Action<DemoBench> command)
    {
        if (!_isStopping)
        {
            _commands.Add(command);
        }
    }

    /// <summary>The same, with an answer; an exception of the command is the caller's.</summary>
    public Task<T> AskAsync<T>(Func<DemoBench, T> command)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(bench =>
        {
            try
            {
                answer.SetResult(command(bench));
            }
            catch (Exception exception)
            {
                answer.SetException(exception);
            }
        });
        return answer.Task;
    }

    /// <summary>The present states and then each change; who is slow gets the latest alone.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DemoTagState>> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Ready.WaitAsync(cancel).ConfigureAwait(false);
        var channel = Channel.CreateBounded<IReadOnlyList<DemoTagState>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            _watchers.Add(channel);
            channel.Writer.TryWrite(States);
        }

        try
        {
            await foreach (IReadOnlyList<DemoTagState> states in channel.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return states;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Ends the thread and whoever watches.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        lock (_gate)
        {
            _watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }

        _commands.Dispose();
    }

    private void Run()
    {
        long start = _clock.GetTimestamp();
        var bench = new DemoBench(_options, _clock.GetUtcNow().ToUnixTimeMilliseconds());
        Publish(bench);
        _ready.SetResult();
        while (!_isStopping)
        {
            bool isAny = _commands.TryTake(out Action<DemoBench>? command, StepMs);
            bench.RunUntil((long)_clock.GetElapsedTime(start).TotalMicroseconds);
            while (isAny)
            {
                command!(bench);
                isAny = _commands.TryTake(out command);
            }

            Publish(bench);
        }
    }

    private void Publish(DemoBench bench)
    {
        DemoTagState[] states = [.. bench.Tags.Select(tag => tag.State)];
        if (states.SequenceEqual(States))
        {
            return;
        }

        lock (_gate)
        {
            States = states;
            _watchers.ForEach(watcher => watcher.Writer.TryWrite(states));
        }
    }
}

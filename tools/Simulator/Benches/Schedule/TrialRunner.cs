using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// Runs many independent trials on all processors. Each trial has a world and a seed of its own, and results are kept in
/// the order of the trials, so they do not depend on how many processors there are.
/// </summary>
public sealed class TrialRunner
{
    private readonly ulong _seed;
    private readonly double _share;
    private readonly Action _onTrial;

    /// <summary>
    /// Makes <paramref name="share"/> (0..1) of the trials, but at least one. <paramref name="onTrial"/> is called before each,
    /// from several threads; what it throws ends the run.
    /// </summary>
    public TrialRunner(ulong seed, double share, Action? onTrial = null)
    {
        _seed = seed;
        _share = share;
        _onTrial = onTrial ?? (() => { });
    }

    /// <summary>
    /// Results of <paramref name="count"/> trials. Setups with the same <paramref name="stream"/> meet at the same moments, so
    /// that they can be compared.
    /// </summary>
    public T[] Run<T>(string stream, int count, Func<ulong, T> trial)
    {
        ulong seed = Noise.Stream(_seed, stream);
        return InParallel(Math.Max(1, (int)Math.Ceiling(count * _share)), i => trial(Noise.Bits(seed, i)));
    }

    /// <summary>Results for each of <paramref name="items"/>, all with the same seed.</summary>
    public TResult[] ForEach<TItem, TResult>(string stream, IReadOnlyList<TItem> items, Func<TItem, ulong, TResult> measure) =>
        InParallel(items.Count, i => measure(items[i], Noise.Stream(_seed, stream)));

    /// <summary>Scores of <paramref name="count"/> trials of <paramref name="setup"/>.</summary>
    public ContactScores Score(string stream, int count, ContactSetup setup) =>
        ContactScores.Of(Run(stream, count, seed => ContactTrial.Run(setup, seed)));

    private T[] InParallel<T>(int count, Func<int, T> measure)
    {
        var results = new T[count];
        try
        {
            Parallel.For(0, count, i =>
            {
                _onTrial();
                results[i] = measure(i);
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return results;
    }
}

using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Samples of <see cref="IlMeter"/> by name, in plain types that pass from one load context to another.</summary>
public sealed class IlSamples
{
    /// <summary>The samples of each kind of work, in the order it was first done.</summary>
    public Dictionary<string, List<long>> ByName { get; } = new();

    /// <summary>Counts the instructions of <paramref name="work"/> as one sample and returns it.</summary>
    public long Measure(string name, Action work)
    {
        long before = IlMeter.Count;
        work();
        long sample = IlMeter.Count - before;
        Add(name, sample);
        return sample;
    }

    /// <summary>As <see cref="Measure"/>, and adds up the calls of base library methods by number under <paramref name="callsName"/>.</summary>
    public void MeasureWithCalls(string name, string callsName, Action work)
    {
        long[] before = IlMeter.CopyLibraryCalls();
        Measure(name, work);
        AddCalls(callsName, before);
    }

    /// <summary>Adds the calls of base library methods since <paramref name="before"/> to those under <paramref name="callsName"/>.</summary>
    public void AddCalls(string callsName, long[] before)
    {
        long[] after = IlMeter.CopyLibraryCalls();
        List<long> sums = ByName.TryGetValue(callsName, out List<long>? known) ? known : ByName[callsName] = new(new long[after.Length]);
        for (int i = 0; i < after.Length; i++)
        {
            sums[i] += after[i] - before[i];
        }
    }

    /// <summary>Adds one sample.</summary>
    public void Add(string name, long sample)
    {
        if (!ByName.TryGetValue(name, out List<long>? samples))
        {
            ByName[name] = samples = new List<long>();
        }

        samples.Add(sample);
    }
}

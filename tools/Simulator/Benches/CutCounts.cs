using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Simulator.Flash;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Power cuts by what they did and where.</summary>
public sealed class CutCounts
{
    private readonly long[] _effects = new long[Enum.GetValues<CutEffect>().Length];
    private readonly long[] _places = new long[Enum.GetValues<CutPlace>().Length];

    /// <summary>All cuts.</summary>
    public long Total { get; private set; }

    /// <summary>By what they did.</summary>
    public IReadOnlyDictionary<string, long> Effects => Named<CutEffect>(_effects);

    /// <summary>By their place in the run.</summary>
    public IReadOnlyDictionary<string, long> Places => Named<CutPlace>(_places);

    /// <summary>Cuts that did this.</summary>
    public long Of(CutEffect effect) => _effects[(int)effect];

    /// <summary>Cuts in this place.</summary>
    public long At(CutPlace place) => _places[(int)place];

    /// <summary>Adds one cut.</summary>
    public void Add(CutEffect effect, CutPlace place)
    {
        _effects[(int)effect]++;
        _places[(int)place]++;
        Total++;
    }

    /// <summary>Adds all of <paramref name="other"/>.</summary>
    public void Add(CutCounts other)
    {
        foreach (int i in Enumerable.Range(0, _effects.Length))
        {
            _effects[i] += other._effects[i];
        }

        foreach (int i in Enumerable.Range(0, _places.Length))
        {
            _places[i] += other._places[i];
        }

        Total += other.Total;
    }

    private static Dictionary<string, long> Named<T>(long[] counts)
        where T : struct, Enum => Enum.GetValues<T>().Where(one => counts[Convert.ToInt32(one, CultureInfo.InvariantCulture)] > 0)
            .ToDictionary(one => one.ToString(), one => counts[Convert.ToInt32(one, CultureInfo.InvariantCulture)]);
}

using System;
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
}

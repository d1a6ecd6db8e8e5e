using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.People;

/// <summary>
/// Who was face to face with whom, in steps of 20 s: the truth that a run is scored against. Step s covers the 20 s from
/// <see cref="StartSecond"/> + 20 s (local seconds of the day). Persons are numbered from 0.
/// </summary>
public sealed class ContactTrace
{
    /// <summary>Seconds in a step.</summary>
    public const int StepSeconds = 20;

    private readonly Dictionary<(int, int), List<int>> _stepsOfPair = new();
    private int[] _partnerStarts = [];
    private int[] _partners = [];

    /// <summary>A trace of <paramref name="persons"/> without contacts yet.</summary>
    public ContactTrace(IReadOnlyList<Person> persons, int startSecond, int stepCount)
    {
        Persons = persons;
        StartSecond = startSecond;
        StepCount = stepCount;
    }

    /// <summary>Everybody.</summary>
    public IReadOnlyList<Person> Persons { get; }

    /// <summary>Local second of the day at which step 0 begins.</summary>
    public int StartSecond { get; }

    /// <summary>Distance of two people in contact, metres, at the least.</summary>
    public double NearestMetres { get; init; } = 0.5;

    /// <summary>Distance of two people in contact, metres, at the most.</summary>
    public double FarthestMetres { get; init; } = 1.5;

    /// <summary>Whether rooms stand wall to wall; otherwise nobody hears another room.</summary>
    public bool HasNeighbouringRooms { get; init; } = true;

    /// <summary>Number of steps.</summary>
    public int StepCount { get; }

    /// <summary>Length in seconds.</summary>
    public int Seconds => StepCount * StepSeconds;

    /// <summary>Every pair that ever met (smaller number first) and its steps in order.</summary>
    public IReadOnlyDictionary<(int First, int Second), List<int>> Pairs => _stepsOfPair;

    /// <summary>Adds a contact in one step; adding it twice changes nothing.</summary>
    public void Add(int first, int second, int step)
    {
        (int, int) pair = first < second ? (first, second) : (second, first);
        if (!_stepsOfPair.TryGetValue(pair, out List<int>? steps))
        {
            steps = [];
            _stepsOfPair.Add(pair, steps);
        }

        if (steps.Count == 0 || steps[^1] != step)
        {
            steps.Add(step);
        }
    }

    /// <summary>Builds the look-up by person and step; call once after the last <see cref="Add"/>.</summary>
    public void Freeze()
    {
        foreach (List<int> steps in _stepsOfPair.Values)
        {
            steps.Sort();
            RemoveRepeats(steps);
        }

        int cells = StepCount * Persons.Count;
        _partnerStarts = new int[cells + 1];
        foreach (((int first, int second), List<int> steps) in _stepsOfPair)
        {
            foreach (int step in steps)
            {
                _partnerStarts[(step * Persons.Count) + first + 1]++;
                _partnerStarts[(step * Persons.Count) + second + 1]++;
            }
        }

        for (int i = 0; i < cells; i++)
        {
            _partnerStarts[i + 1] += _partnerStarts[i];
        }

        FillPartners();
    }

    /// <summary>Partners of <paramref name="person"/> in <paramref name="step"/>; none outside the trace.</summary>
    public ReadOnlySpan<int> PartnersOf(int person, int step)
    {
        if (step < 0 || step >= StepCount)
        {
            return [];
        }

        int cell = (step * Persons.Count) + person;
        return _partners.AsSpan(_partnerStarts[cell], _partnerStarts[cell + 1] - _partnerStarts[cell]);
    }

    /// <summary>Whether the two are face to face in <paramref name="step"/>.</summary>
    public bool IsContact(int first, int second, int step)
    {
        return PartnersOf(first, step).Contains(second);
    }

    /// <summary>Number of pairs with at least <paramref name="seconds"/> in total.</summary>
    public int CountPairs(int seconds) => _stepsOfPair.Values.Count(steps => steps.Count * StepSeconds >= seconds);

    private static void RemoveRepeats(List<int> sorted)
    {
        int kept = 0;
        for (int i = 0; i < sorted.Count; i++)
        {
            if (kept == 0 || sorted[kept - 1] != sorted[i])
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }

    private void FillPartners()
    {
        int[] next = (int[])_partnerStarts.Clone();
        _partners = new int[_partnerStarts[^1]];
        foreach (((int first, int second), List<int> steps) in _stepsOfPair.OrderBy(pair => pair.Key))
        {
            foreach (int step in steps)
            {
                _partners[next[(step * Persons.Count) + first]++] = second;
                _partners[next[(step * Persons.Count) + second]++] = first;
            }
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.People;

/// <summary>Small made-up traces in which one thing is tried.</summary>
public static class TraceMaker
{
    // 09:00, far from the quarter-hours' edges on purpose: the contact begins 7 minutes into a slot.
    private const int StartSecond = 9 * 3600;
    private const int LeadSteps = 21;
    private const int TailSteps = 15;

    /// <summary>
    /// <paramref name="count"/> pairs, each alone in its room, in contact for <paramref name="minutes"/>. The contacts begin
    /// one after the other, so that all phases of the schedule are met.
    /// </summary>
    public static ContactTrace Pairs(int count, int minutes)
    {
        const int StaggerSteps = 45;
        Person[] persons = Enumerable.Range(0, count * 2).Select(i => new Person(i, $"pair {i / 2:D4}")).ToArray();
        int steps = minutes * 60 / ContactTrace.StepSeconds;
        var trace = new ContactTrace(persons, StartSecond, LeadSteps + StaggerSteps + steps + TailSteps) { HasNeighbouringRooms = false };
        for (int pair = 0; pair < count; pair++)
        {
            AddContact(trace, pair * 2, (pair * 2) + 1, LeadSteps + (pair % StaggerSteps), steps);
        }

        trace.Freeze();
        return trace;
    }

    /// <summary>
    /// <paramref name="count"/> people in one room, 1-6 m apart, every two of them counted as a contact of
    /// <paramref name="minutes"/>: judges the radio, not the distance estimate.
    /// </summary>
    public static ContactTrace Room(int count, int minutes)
    {
        Person[] persons = Enumerable.Range(0, count).Select(i => new Person(i, "room")).ToArray();
        int steps = minutes * 60 / ContactTrace.StepSeconds;
        var trace = new ContactTrace(persons, StartSecond, LeadSteps + steps + TailSteps) { NearestMetres = 1, FarthestMetres = 6 };
        foreach ((int first, int second) in AllPairs(count))
        {
            AddContact(trace, first, second, LeadSteps, steps);
        }

        trace.Freeze();
        return trace;
    }

    private static IEnumerable<(int First, int Second)> AllPairs(int count)
    {
        for (int first = 0; first < count; first++)
        {
            for (int second = first + 1; second < count; second++)
            {
                yield return (first, second);
            }
        }
    }

    private static void AddContact(ContactTrace trace, int first, int second, int fromStep, int steps)
    {
        for (int step = fromStep; step < fromStep + steps; step++)
        {
            trace.Add(first, second, step);
        }
    }
}

using System.Linq;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Contact traces made by hand.</summary>
internal static class Traces
{
    /// <summary>Persons 0, 1, ... of <paramref name="groups"/>, and contacts of so many steps from a step on.</summary>
    public static ContactTrace Make(string[] groups, int steps, params (int First, int Second, int From, int Count)[] contacts)
    {
        var trace = new ContactTrace(groups.Select((group, id) => new Person(id, group)).ToArray(), 9 * 3600, steps);
        foreach ((int first, int second, int from, int count) in contacts)
        {
            for (int step = from; step < from + count; step++)
            {
                trace.Add(first, second, step);
            }
        }

        trace.Freeze();
        return trace;
    }

    /// <summary>Two persons in contact from step 0 on.</summary>
    public static ContactTrace Pair(int contactSteps) => Make(["A", "A"], contactSteps + 10, (0, 1, 0, contactSteps));
}

using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Counts the turns of a tag's run loop in a <see cref="BenchRoom"/>: idle wakes, and whole radio slots.</summary>
public static class TurnWorkload
{
    /// <summary>Takes the samples.</summary>
    public static void Run(IlSamples samples)
    {
        MeteredTag? metered = null;
        var room = new BenchRoom(tag => metered == null ? metered = new MeteredTag(tag) : tag);
        room.Run();
        foreach (long instructions in metered!.IdleTurns)
        {
            samples.Add("idle wake of the run loop", instructions);
        }

        // The first slot holds the boot, the last one may be cut short.
        foreach (long instructions in metered.RadioSlots.Skip(1).SkipLast(1))
        {
            samples.Add("whole radio slot of 20 s, 13 other devices in the room", instructions);
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.FlasherBench.Faults;

/// <summary>Every fault of a full run: each frame of either direction lost, doubled, late, cut, and damaged byte by byte. Enumerated, nothing by chance.</summary>
public static class FaultPoints
{
    private const int EveryByteUpTo = 48;
    private const int Head = 24;
    private const int Tail = 3;
    private const int Pieces = 8;

    // Shorter than any time-out, longer than that of a command, and longer than any of them.
    private static readonly long[] DelaysUs = [1_000_000, 3_200_000, 45_000_000];

    /// <summary>All faults of runs whose frames had these lengths.</summary>
    public static IEnumerable<FaultCase> All(string chip, IReadOnlyList<int> toChip, IReadOnlyList<int> toHost) =>
        Of(chip, true, toChip).Concat(Of(chip, false, toHost));

    private static IEnumerable<FaultCase> Of(string chip, bool isToChip, IReadOnlyList<int> lengths)
    {
        for (int frame = 0; frame < lengths.Count; frame++)
        {
            yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Drop));
            yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Duplicate));
            yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Cut));
            yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Cut), IsGone: true);
            foreach (long delayUs in DelaysUs)
            {
                yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Delay, delayUs));
            }

            int length = lengths[frame];
            foreach (int place in Enumerable.Range(0, length).Where(one => IsDamaged(one, length)))
            {
                byte oneBit = (byte)(1 << ((frame + place) % 8));
                yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Corrupt, 0, place, oneBit));
                yield return new FaultCase(chip, new LinkFault(isToChip, frame, LinkFaultKind.Corrupt, 0, place, byte.MaxValue));
            }
        }
    }

    private static bool IsDamaged(int place, int length) =>
        length <= EveryByteUpTo || place < Head || place >= length - Tail || place % (length / Pieces) == 0;
}

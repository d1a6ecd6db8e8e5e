using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Counts the end of a slot: counting the day, encoding the near neighbours, CRC and append. Flash itself is a port.</summary>
public static class ClosingWorkload
{
    // Two full batches.
    private const int NeighbourCount = 2 * BatchHeader.MaxRecordCount;

    private const int SampleCount = 20;
    private const int NearDbm = -50;

    /// <summary>Takes the samples.</summary>
    public static void Run(IlSamples samples)
    {
        var rig = new BookRig();
        byte[] nonce = new byte[SegmentHeader.NonceLength];
        byte[] records = new byte[NeighbourCount * ContactRecordCodec.Length];
        for (int i = 0; i < SampleCount; i++)
        {
            long slotUtcMs = BookRig.StartUtcMs + SlotTime.StartOfSlot(i);
            Meet(rig, slotUtcMs);
            long whole = samples.Measure("close a slot of 60 near neighbours", () => rig.Book.CloseSlotBefore(slotUtcMs + SlotTime.SlotMs));
            long cipher = samples.Measure(
                "... of it the managed half of the cipher", () => rig.Cipher.Apply(nonce, (uint)i, records, 0, records.Length));
            samples.Add("... of it all but the cipher", whole - cipher);
            samples.Add("... of that for each record", (whole - cipher) / NeighbourCount);
        }
    }

    private static void Meet(BookRig rig, long slotUtcMs)
    {
        for (int i = 0; i < NeighbourCount; i++)
        {
            rig.Book.Record(slotUtcMs + 1000, BookRig.IdOf(i), 0, NearDbm, isTag: true);
            rig.Book.Record(slotUtcMs + 61000, BookRig.IdOf(i), 0, NearDbm - 1, isTag: true);
        }
    }
}

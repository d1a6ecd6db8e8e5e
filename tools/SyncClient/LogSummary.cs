using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.SyncClient;

/// <summary>What the log holds and what is missing from it (docs/protocol.md 8.6).</summary>
/// <param name="Segments">Segment files.</param>
/// <param name="OldestSlot">Newest slot of the oldest segment that has a time, 0 for none.</param>
/// <param name="NewestSlot">Newest slot of all.</param>
/// <param name="Written">Records ever written.</param>
/// <param name="Lost">Records that flash refused.</param>
/// <param name="OverQuota">Records left out.</param>
/// <param name="Damaged">Files and batches found damaged.</param>
/// <param name="Recovered">Records taken in after power cuts.</param>
public sealed record LogSummary(int Segments, uint OldestSlot, uint NewestSlot, uint Written, uint Lost, uint OverQuota, uint Damaged, uint Recovered)
{
    internal const int Length = 29;

    internal static LogSummary Read(byte[] body) => new(
        body[0], At(body, 1), At(body, 5), At(body, 9), At(body, 13), At(body, 17), At(body, 21), At(body, 25));

    private static uint At(byte[] body, int offset) => LittleEndian.ReadUInt32(body, offset);
}

using BluezoneTag.Tag.Exposure;

namespace BluezoneTag.Simulator.Benches;

/// <summary>A list that a tag was given, and what the check took.</summary>
/// <param name="KeyDayCount">People times days.</param>
/// <param name="Bytes">Header and chunks.</param>
/// <param name="ChunkCount">Chunks.</param>
/// <param name="Blocks">SHA-256 blocks.</param>
/// <param name="TotalIl">Instructions of all steps.</param>
/// <param name="HashingIl">Of them the blocks.</param>
/// <param name="ReadingIl">Instructions of reading the log once.</param>
/// <param name="StepIl">Instructions of the longest step.</param>
/// <param name="ChunkIl">Instructions of taking the dearest chunk.</param>
/// <param name="Level">The verdict.</param>
public sealed record ExposureRun(
    int KeyDayCount, long Bytes, int ChunkCount, long Blocks, long TotalIl, long HashingIl, long ReadingIl, long StepIl, long ChunkIl, int Level)
{
    /// <summary>Readings of the log.</summary>
    public static int GroupCount => (ExposureWorkload.PersonCount + IdWalk.Capacity - 1) / IdWalk.Capacity;

    /// <summary>Instructions for each record and key-day.</summary>
    public double PerRecordAndKeyDay => (double)TotalIl / ExposureWorkload.RecordCount / KeyDayCount;

    /// <summary>Instructions for each record and chunk sent.</summary>
    public double PerRecordAndChunk => (double)TotalIl / ExposureWorkload.RecordCount / ChunkCount;

    /// <summary>Instructions for each record and chunk sent, hashing apart.</summary>
    public double PerRecordAndChunkWithoutHashing => (double)(TotalIl - HashingIl) / ExposureWorkload.RecordCount / ChunkCount;

    /// <summary>Instructions for each record and chunk sent that go into reading the log, once for each group.</summary>
    public double ReadingPerRecordAndChunk => (double)ReadingIl * GroupCount / ExposureWorkload.RecordCount / ChunkCount;

    /// <summary>Seconds of it all by the planning figure.</summary>
    public double Seconds => TotalIl * IlRow.MicrosecondsPerInstruction / 1e6;
}

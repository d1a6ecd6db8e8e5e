using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// What a tag was told and what it acknowledged, outside the tag: the truth that its flash is compared with. Every neighbour has
/// an id of its own, so that nothing can be mixed up.
/// </summary>
public sealed class LogLedger
{
    /// <summary>The most records in one segment: what a full ring may drop at a time.</summary>
    public const int RecordsPerSegment = 240;

    private const long RetentionMs = (long)ContactLog.RetentionSlots * SlotTime.SlotMs;

    // A segment spans up to 64 hours and goes as a whole; a restart may cost the clock a day of belief.
    private const long LongestMs = RetentionMs + (5 * SlotTime.DayMs);

    private readonly List<LogAttempt> _attempts;
    private int _total;

    /// <summary>Nothing heard yet.</summary>
    public LogLedger()
        : this([], 0)
    {
    }

    private LogLedger(List<LogAttempt> attempts, int total)
    {
        _attempts = attempts;
        _total = total;
    }

    /// <summary>All attempts, oldest first.</summary>
    public IReadOnlyList<LogAttempt> Attempts => _attempts;

    /// <summary>Neighbours in all of them.</summary>
    public int Total => _total;

    /// <summary>Attempts before this one may be gone: wiped or given up.</summary>
    public int FirstKept { get; set; }

    /// <summary>Attempts before this one must be gone: wiped.</summary>
    public int FirstPossible { get; set; }

    /// <summary>Records that damage may cost, wherever they are.</summary>
    public int AllowedLosses { get; set; }

    /// <summary>A copy that goes on from here; closed attempts are shared.</summary>
    public LogLedger Fork() => new([.. _attempts], _total) { FirstKept = FirstKept, FirstPossible = FirstPossible };

    /// <summary>A new slot's worth of neighbours.</summary>
    public LogAttempt Begin(int slot, int clockState, long trueMs)
    {
        var attempt = new LogAttempt { Number = _attempts.Count, Start = _total, Slot = slot, TrueMs = trueMs, ClockState = clockState };
        _attempts.Add(attempt);
        return attempt;
    }

    /// <summary>Hears <paramref name="count"/> neighbours of <paramref name="attempt"/>, the last one, once more.</summary>
    public void Hear(LogAttempt attempt, int count)
    {
        attempt.Hear(count);
        _total = attempt.Start + attempt.Count;
    }

    /// <summary>The id of a neighbour.</summary>
    public static void WriteId(byte[] id, int attempt, int index)
    {
        LittleEndian.WriteUInt32(id, 0, (uint)attempt);
        LittleEndian.WriteUInt32(id, 4, (uint)index);
        LittleEndian.WriteUInt32(id, 8, (uint)Noise.Bits(11, attempt, index));
    }

    /// <summary>
    /// Compares the log with what should be in it. Null when all is well; otherwise what is wrong. Attempts more than 21 days before
    /// <paramref name="trueMs"/> may be gone, and <paramref name="droppedSegments"/> segments' worth of the oldest.
    /// </summary>
    public string? Compare(LogReader reader, long trueMs, int droppedSegments)
    {
        byte[] seen = new byte[_total];
        int newest = 0;
        while (reader.Read())
        {
            string? wrong = Check(reader, seen, ref newest);
            if (wrong != null)
            {
                return wrong;
            }
        }

        return FindMissing(seen, trueMs, droppedSegments * RecordsPerSegment);
    }

    /// <summary>Null unless a record is in the log that should have been deleted days ago.</summary>
    public string? FindTooOld(LogReader reader, long trueMs)
    {
        while (reader.Read())
        {
            LogAttempt attempt = _attempts[(int)LittleEndian.ReadUInt32(reader.Record.Id, 0)];
            if (attempt.TrueMs + LongestMs < trueMs)
            {
                return $"kept too long: attempt {attempt.Number}, {(trueMs - attempt.TrueMs) / SlotTime.DayMs} days";
            }
        }

        return null;
    }

    private string? Check(LogReader reader, byte[] seen, ref int newest)
    {
        byte[] id = reader.Record.Id;
        int number = (int)LittleEndian.ReadUInt32(id, 0);
        int index = (int)LittleEndian.ReadUInt32(id, 4);
        if (number < FirstPossible || number >= _attempts.Count || index < 0 || index >= _attempts[number].Count
            || LittleEndian.ReadUInt32(id, 8) != (uint)Noise.Bits(11, number, index))
        {
            return $"invented: id {Convert.ToHexString(id)} in slot {reader.Batch.SlotNumber}";
        }

        LogAttempt attempt = _attempts[number];
        if (seen[attempt.Start + index]++ != 0)
        {
            return $"twice: neighbour {index} of attempt {number}";
        }

        if (number < newest)
        {
            return $"out of order: attempt {number} behind {newest}";
        }

        newest = number;
        return CheckContent(reader, attempt, index);
    }

    private static string? CheckContent(LogReader reader, LogAttempt attempt, int index)
    {
        int least = index < attempt.Acknowledged.Length ? attempt.Acknowledged[index] : 1;
        int sightings = reader.Record.SightingCount;
        if (sightings < least || sightings > attempt.Heard[index] || reader.Record.NearCount != sightings)
        {
            return $"{sightings} sightings of neighbour {index} of attempt {attempt.Number}, should be {least} to {attempt.Heard[index]}";
        }

        if (reader.Batch.SlotNumber != (uint)attempt.Slot || reader.Batch.ClockState != attempt.ClockState)
        {
            return $"slot {reader.Batch.SlotNumber}, clock {reader.Batch.ClockState} of attempt {attempt.Number}, should be {attempt.Slot}, {attempt.ClockState}";
        }

        long deltaMs = reader.FirstUtcMs - reader.Record.FirstMs - SlotTime.StartOfSlot(attempt.Slot);
        return deltaMs == attempt.DeltaMs || deltaMs == attempt.PossibleDeltaMs
            ? null
            : $"attempt {attempt.Number} moved by {deltaMs} ms, should be {attempt.DeltaMs}";
    }

    private string? FindMissing(byte[] seen, long trueMs, int droppable)
    {
        int losses = AllowedLosses;
        bool canDrop = true;
        foreach (LogAttempt attempt in _attempts)
        {
            bool isExpired = attempt.TrueMs + RetentionMs < trueMs;
            for (int i = 0; i < attempt.Acknowledged.Length; i++)
            {
                bool isThere = seen[attempt.Start + i] != 0;
                canDrop &= !isThere;
                if (isThere || isExpired || attempt.Number < FirstKept || (canDrop && droppable-- > 0) || losses-- > 0)
                {
                    continue;
                }

                return $"lost: neighbour {i} of {attempt.Acknowledged.Length} acknowledged of attempt {attempt.Number} in slot {attempt.Slot}";
            }
        }

        return null;
    }
}

using System;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// One slot's worth of neighbours that the bench let a tag hear, from the first until the slot was closed or the power went.
/// 
/// </summary>
public sealed class LogAttempt
{
    /// <summary>Place in the order of attempts; part of the neighbours' ids.</summary>
    public required int Number { get; init; }

    /// <summary>Number of its first neighbour among all.</summary>
    public required int Start { get; init; }

    /// <summary>Slot by the tag's clock.</summary>
    public required int Slot { get; init; }

    /// <summary>When it really was, milliseconds of time that has passed.</summary>
    public required long TrueMs { get; init; }

    /// <summary>Clock byte that its batches must have.</summary>
    public required int ClockState { get; init; }

    /// <summary>Neighbours heard.</summary>
    public int Count { get; private set; }

    /// <summary>Times that each was heard.</summary>
    public byte[] Heard { get; private set; } = [];

    /// <summary>Times of those that the tag said are durable.</summary>
    public byte[] Acknowledged { get; private set; } = [];

    /// <summary>Hears the first <paramref name="count"/> neighbours once more.</summary>
    public void Hear(int count)
    {
        if (count > Count)
        {
            byte[] heard = Heard;
            Array.Resize(ref heard, count);
            Heard = heard;
            Count = count;
        }

        for (int i = 0; i < count; i++)
        {
            Heard[i]++;
        }
    }

    /// <summary>The tag says that all heard so far is durable.</summary>
    public void Acknowledge() => Acknowledged = (byte[])Heard.Clone();

    /// <summary>Milliseconds by which a mark moved it.</summary>
    public long DeltaMs { get; set; }

    /// <summary>Milliseconds by which a mark may have moved it that was not acknowledged.</summary>
    public long PossibleDeltaMs { get; set; }
}

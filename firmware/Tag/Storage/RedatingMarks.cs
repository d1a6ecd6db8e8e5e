using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The re-dating marks of the log (docs/protocol.md 5.7), newest last. With more than fit the oldest is forgotten: its
/// batches are then "not before" their provisional time again, which is still true.
/// </summary>
public sealed class RedatingMarks
{
    /// <summary>Marks kept: a tag whose cell runs empty every third day for three weeks.</summary>
    public const int Capacity = 8;

    private readonly uint[] _from = new uint[Capacity];
    private readonly uint[] _until = new uint[Capacity];
    private readonly long[] _deltaMs = new long[Capacity];

    /// <summary>Marks held.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a mark; marks come in the order of the log.</summary>
    public void Add(RedatingMark mark)
    {
        if (Count == Capacity)
        {
            Count--;
            Array.Copy(_from, 1, _from, 0, Count);
            Array.Copy(_until, 1, _until, 0, Count);
            Array.Copy(_deltaMs, 1, _deltaMs, 0, Count);
        }

        _from[Count] = mark.FromSequence;
        _until[Count] = mark.Sequence;
        _deltaMs[Count] = mark.DeltaMs;
        Count++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Count = 0;
    }

    /// <summary>
    /// How far an unset batch with <paramref name="sequence"/> is to be moved, by the last mark that covers it. False when
    /// none does.
    /// </summary>
    public bool TryFind(uint sequence, out long deltaMs)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if ((int)(sequence - _from[i]) >= 0 && (int)(_until[i] - sequence) > 0)
            {
                deltaMs = _deltaMs[i];
                return true;
            }
        }

        deltaMs = 0;
        return false;
    }

    /// <summary>The slot that an unset batch really was in; 0 when no mark covers it.</summary>
    public uint SlotOf(uint sequence, uint slotNumber)
    {
        if (!TryFind(sequence, out long deltaMs))
        {
            return 0;
        }

        long slot = ((slotNumber * (long)SlotTime.SlotMs) + deltaMs) / SlotTime.SlotMs;
        return slot < 0 || slot > uint.MaxValue ? 0 : (uint)slot;
    }
}

using System;
using BluezoneTag.Protocol.Bytes;
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

    // Of each mark: the first sequence that it covers, the first one behind, and the shift as 64 bits, little endian.
    private const int UntilOffset = 4;
    private const int DeltaOffset = 8;
    private const int EntryLength = 16;

    private readonly byte[] _marks = new byte[Capacity * EntryLength];

    /// <summary>Marks held.</summary>
    public int Count { get; private set; }

    /// <summary>Notes a mark; marks come in the order of the log.</summary>
    public void Add(RedatingMark mark)
    {
        if (Count == Capacity)
        {
            Count--;
            Array.Copy(_marks, EntryLength, _marks, 0, Count * EntryLength);
        }

        int entry = Count * EntryLength;
        LittleEndian.WriteUInt32(_marks, entry, mark.FromSequence);
        LittleEndian.WriteUInt32(_marks, entry + UntilOffset, mark.Sequence);
        LittleEndian.WriteInt64(_marks, entry + DeltaOffset, mark.DeltaMs);
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
            int entry = i * EntryLength;
            uint from = LittleEndian.ReadUInt32(_marks, entry);
            uint until = LittleEndian.ReadUInt32(_marks, entry + UntilOffset);
            if ((int)(sequence - from) >= 0 && (int)(until - sequence) > 0)
            {
                deltaMs = LittleEndian.ReadInt64(_marks, entry + DeltaOffset);
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

using System;
using BluezoneTag.Protocol.Contacts;

namespace BluezoneTag.Tag.Storage;

/// <summary>Records that were read back from flash and decrypted, to be written again. Made at start-up only.</summary>
public sealed class PlainRecords : RecordSource
{
    private readonly byte[] _bytes;

    /// <summary>Room for <paramref name="capacity"/> records.</summary>
    public PlainRecords(int capacity)
    {
        _bytes = new byte[capacity * ContactRecordCodec.Length];
    }

    /// <summary>Takes the 17 bytes at <paramref name="offset"/>; there must be room.</summary>
    public void Add(byte[] buffer, int offset)
    {
        Array.Copy(buffer, offset, _bytes, Count * ContactRecordCodec.Length, ContactRecordCodec.Length);
        Count++;
    }

    /// <summary>Takes out the record whose id, its first 12 bytes, stands at <paramref name="offset"/>, if it is there.</summary>
    public void Remove(byte[] buffer, int offset)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Protocol.Identifiers.BluezoneId.AreEqual(_bytes, i * ContactRecordCodec.Length, buffer, offset))
            {
                int from = (i + 1) * ContactRecordCodec.Length;
                Array.Copy(_bytes, from, _bytes, from - ContactRecordCodec.Length, (Count * ContactRecordCodec.Length) - from);
                Count--;
                return;
            }
        }
    }

    /// <inheritdoc/>
    public override void Encode(int index, byte[] buffer, int offset)
    {
        Array.Copy(_bytes, index * ContactRecordCodec.Length, buffer, offset, ContactRecordCodec.Length);
    }
}

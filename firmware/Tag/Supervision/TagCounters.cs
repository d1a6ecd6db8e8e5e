using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Supervision;

/// <summary>
/// The tag's event counters, 32 bits each, wrapping. They say that something happened and how often, never who was met.
/// </summary>
public sealed class TagCounters
{
    /// <summary>Number of counters; the last member of <see cref="TagCounter"/> plus one.</summary>
    public const int Count = (int)TagCounter.RecordsRecovered + 1;

    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = Count * 4;

    private readonly int[] _values = new int[Count];

    /// <summary>The present value.</summary>
    public int Get(TagCounter counter)
    {
        return _values[(int)counter];
    }

    /// <summary>Adds <paramref name="amount"/>.</summary>
    public void Add(TagCounter counter, int amount)
    {
        _values[(int)counter] += amount;
    }

    /// <summary>Writes all counters, 4 bytes each, little endian.</summary>
    public void Write(byte[] buffer, int offset)
    {
        for (int i = 0; i < Count; i++)
        {
            LittleEndian.WriteUInt32(buffer, offset + (4 * i), (uint)_values[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(byte[] buffer, int offset)
    {
        for (int i = 0; i < Count; i++)
        {
            _values[i] = (int)LittleEndian.ReadUInt32(buffer, offset + (4 * i));
        }
    }
}

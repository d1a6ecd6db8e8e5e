namespace BluezoneTag.Tag.Storage;

/// <summary>Records to be written, in the order in which they are to be written.</summary>
public abstract class RecordSource
{
    /// <summary>Records in it.</summary>
    public int Count;

    /// <summary>Writes the 17 plain bytes of record <paramref name="index"/> (docs/protocol.md 5.4) at <paramref name="offset"/>.</summary>
    public abstract void Encode(int index, byte[] buffer, int offset);
}

namespace BluezoneTag.Protocol.Sync;

/// <summary>Comparison that takes as long for the first wrong byte as for the last.</summary>
public static class ConstantTime
{
    /// <summary>Whether <paramref name="count"/> bytes are equal; all of them are looked at, whatever they are.</summary>
    public static bool AreEqual(byte[] first, int firstOffset, byte[] second, int secondOffset, int count)
    {
        int difference = 0;
        for (int i = 0; i < count; i++)
        {
            difference |= first[firstOffset + i] ^ second[secondOffset + i];
        }

        return difference == 0;
    }
}

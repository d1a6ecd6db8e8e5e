namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The 12 bytes that go on the air: a fixed choice of 12 of a sub-key's 32 bytes (docs/protocol.md 1.4).
/// Public by design; the other 20 bytes stay secret, so nobody can run the chain on from an id.
/// </summary>
public static class BluezoneId
{
    /// <summary>Bytes in an id.</summary>
    public const int Length = 12;

    // Bytes 0, 4, 8, 12, and from 16 on every second one.
    private const int WideCount = 4;
    private const int WideStep = 4;
    private const int NarrowStep = 2;

    /// <summary>Copies the id of <paramref name="subKey"/> (32 bytes) to <paramref name="id"/>.</summary>
    public static void FromSubKey(byte[] subKey, byte[] id, int idOffset)
    {
        int from = 0;
        for (int i = 0; i < Length; i++)
        {
            id[idOffset + i] = subKey[from];
            from += i < WideCount ? WideStep : NarrowStep;
        }
    }

    /// <summary>Whether the ids at the two places are the same. Ids are public: no constant-time compare is needed.</summary>
    public static bool AreEqual(byte[] first, int firstOffset, byte[] second, int secondOffset)
    {
        for (int i = 0; i < Length; i++)
        {
            if (first[firstOffset + i] != second[secondOffset + i])
            {
                return false;
            }
        }

        return true;
    }
}

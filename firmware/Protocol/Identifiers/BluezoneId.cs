namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The 12 bytes that go on the air: a fixed choice of 12 of a sub-key's 32 bytes (docs/protocol.md 1.4).
/// Public by design; the other 20 bytes stay secret, so nobody can run the chain on from an id.
/// </summary>
public static class BluezoneId
{
    /// <summary>Bytes in an id.</summary>
    public const int Length = 12;

    private static readonly byte[] Offsets = { 0, 4, 8, 12, 16, 18, 20, 22, 24, 26, 28, 30 };

    /// <summary>Copies the id of <paramref name="subKey"/> (32 bytes) to <paramref name="id"/>.</summary>
    public static void FromSubKey(byte[] subKey, byte[] id, int idOffset)
    {
        for (int i = 0; i < Length; i++)
        {
            id[idOffset + i] = subKey[Offsets[i]];
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

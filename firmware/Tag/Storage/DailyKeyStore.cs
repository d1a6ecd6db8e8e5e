using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Keeps a recent daily key (docs/protocol.md 5.9), so that a start need not hash its way through all days since the base key
/// was made: two years are 8 s. A convenience: without the file, or with another identity's, the tag hashes. As secret as
/// the identity, and deleted with it.
/// </summary>
public static class DailyKeyStore
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "daykey.bin";

    /// <summary>A kept key older or newer than this many days is written again.</summary>
    public const int MaxDays = 7;

    private const int IdentityOffset = 4;
    private const int DayOffset = 8;
    private const int KeyOffset = 12;
    private const int CrcOffset = KeyOffset + DailyKeyChain.KeyLength;
    private const int Length = CrcOffset + 4;

    /// <summary>
    /// Tells <paramref name="identifier"/> the kept key, if it was worked out from <paramref name="baseKey"/>. Returns its UTC day, or -1.
    /// </summary>
    public static int Load(IFlashFiles files, byte[] baseKey, RollingIdentifier identifier)
    {
        byte[] buffer = new byte[Length + 1];
        int count = files.Read(FileName, 0, buffer, 0, buffer.Length);
        int day = -1;
        if (count == Length
            && buffer[0] == (byte)'B' && buffer[1] == (byte)'Z' && buffer[2] == (byte)'D' && buffer[3] == (byte)'K'
            && LittleEndian.ReadUInt32(buffer, CrcOffset) == Crc32.Compute(buffer, 0, CrcOffset)
            && LittleEndian.ReadUInt32(buffer, IdentityOffset) == Crc32.Compute(baseKey, 0, DailyKeyChain.KeyLength))
        {
            day = (int)LittleEndian.ReadUInt32(buffer, DayOffset);
            identifier.SetKnownKey(day, buffer, KeyOffset);
        }

        Array.Clear(buffer, 0, buffer.Length);
        return day;
    }

    /// <summary>
    /// Writes the present daily key if the kept one, of <paramref name="keptDay"/>, is more than a week off. Returns the day that
    /// is kept now. If power dies inside, the old key, the new one or an empty file: all three are read rightly.
    /// </summary>
    public static int Keep(IFlashFiles files, byte[] baseKey, RollingIdentifier identifier, int keptDay)
    {
        int distance = identifier.Day - keptDay;
        if (identifier.Day < 0 || (keptDay >= 0 && distance <= MaxDays && distance >= -MaxDays))
        {
            return keptDay;
        }

        byte[] buffer = new byte[Length];
        buffer[0] = (byte)'B';
        buffer[1] = (byte)'Z';
        buffer[2] = (byte)'D';
        buffer[3] = (byte)'K';
        LittleEndian.WriteUInt32(buffer, IdentityOffset, Crc32.Compute(baseKey, 0, DailyKeyChain.KeyLength));
        LittleEndian.WriteUInt32(buffer, DayOffset, (uint)identifier.Day);
        Array.Copy(identifier.DailyKey, 0, buffer, KeyOffset, DailyKeyChain.KeyLength);
        LittleEndian.WriteUInt32(buffer, CrcOffset, Crc32.Compute(buffer, 0, CrcOffset));
        bool isWritten = files.Write(FileName, buffer, 0, Length);
        Array.Clear(buffer, 0, Length);
        return isWritten ? identifier.Day : keptDay;
    }
}

using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>The days that a wearer is asked to release, and to whom: 17 bytes (docs/protocol.md 8.9).</summary>
public sealed class ReleaseRequest
{
    /// <summary>Bytes of the request.</summary>
    public const int Length = 17;

    /// <summary>Days that the mask can name.</summary>
    public const int DayLimit = 21;

    /// <summary>Bytes of <see cref="Authority"/>.</summary>
    public const int AuthorityLength = 8;

    /// <summary>Which keys.</summary>
    public ReleaseKind Kind = ReleaseKind.SubKeys;

    /// <summary>The newest day, days since 1970-01-01, UTC.</summary>
    public int NewestDay;

    /// <summary>Bit i: the day <see cref="NewestDay"/> less i.</summary>
    public uint Mask;

    /// <summary>First bytes of SHA-256 of the public key for which the client will encrypt.</summary>
    public readonly byte[] Authority = new byte[AuthorityLength];

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = (byte)Kind;
        LittleEndian.WriteUInt32(buffer, offset + 1, (uint)NewestDay);
        LittleEndian.WriteUInt32(buffer, offset + 5, Mask);
        Array.Copy(Authority, 0, buffer, offset + 9, AuthorityLength);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; whether the values can be is another question.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Kind = (ReleaseKind)buffer[offset];
        NewestDay = (int)LittleEndian.ReadUInt32(buffer, offset + 1);
        Mask = LittleEndian.ReadUInt32(buffer, offset + 5);
        Array.Copy(buffer, offset + 9, Authority, 0, AuthorityLength);
    }

    /// <summary>
    /// Whether it can be granted on UTC day <paramref name="today"/>: a known kind, at least one day, none in the future or older than
    /// 21 days, and for daily keys none left out between the first and today.
    /// </summary>
    public bool IsValid(int today)
    {
        bool isKind = Kind == ReleaseKind.SubKeys || Kind == ReleaseKind.DailyKeys;
        if (!isKind || Mask == 0 || Mask >> DayLimit != 0 || NewestDay > today || NewestDay <= today - DayLimit)
        {
            return false;
        }

        // 1, 3, 7 ...: no day left out.
        return Kind == ReleaseKind.SubKeys || (NewestDay == today && (Mask & (Mask + 1)) == 0);
    }

    /// <summary>Whether <paramref name="day"/> was chosen.</summary>
    public bool Holds(int day)
    {
        int age = NewestDay - day;
        return age >= 0 && age < DayLimit && (Mask >> age & 1) != 0;
    }
}

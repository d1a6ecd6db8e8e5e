using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Provisioning;

/// <summary>
/// The 80 bytes of the identity file that provisioning writes and the tag reads at boot (docs/protocol.md 4). Secret: the
/// base key makes every id this tag will ever send, the claim secret opens its sync. Neither is ever logged or sent.
/// </summary>
public sealed class IdentityImage
{
    /// <summary>Bytes of the file.</summary>
    public const int Length = 80;

    /// <summary>Bytes of the claim secret.</summary>
    public const int ClaimSecretLength = 16;

    /// <summary>Version written here; another one is refused.</summary>
    public const int FormatVersion = 1;

    private const int SerialOffset = 8;
    private const int CreationDayOffset = 12;
    private const int BaseKeyOffset = 16;
    private const int ClaimSecretOffset = 48;
    private const int UtcOffsetOffset = 64;
    private const int MaxUtcOffsetMinutes = 14 * 60;

    // July 2298: far beyond any tag.
    private const uint MaxDay = 120000;

    /// <summary>Serial number printed on the tag.</summary>
    public uint Serial;

    /// <summary>UTC day on which the base key was made, as <see cref="SlotTime.DayOf"/>.</summary>
    public int CreationDay;

    /// <summary>Local time less UTC in minutes, -840..840: what "today" means to the wearer. Vietnam is 420.</summary>
    public int UtcOffsetMinutes;

    /// <summary>32 random bytes.</summary>
    public readonly byte[] BaseKey = new byte[DailyKeyChain.KeyLength];

    /// <summary>16 random bytes, also in the label's QR code.</summary>
    public readonly byte[] ClaimSecret = new byte[ClaimSecretLength];

    /// <summary>Writes <see cref="Length"/> bytes at the start of <paramref name="buffer"/>.</summary>
    public void Write(byte[] buffer)
    {
        Array.Clear(buffer, 0, Length);
        FlashSeal.WriteMagic(buffer, 0, 'I', 'D');
        LittleEndian.WriteUInt32(buffer, 4, FormatVersion);
        LittleEndian.WriteUInt32(buffer, SerialOffset, Serial);
        LittleEndian.WriteUInt32(buffer, CreationDayOffset, (uint)CreationDay);
        Array.Copy(BaseKey, 0, buffer, BaseKeyOffset, BaseKey.Length);
        Array.Copy(ClaimSecret, 0, buffer, ClaimSecretOffset, ClaimSecretLength);
        LittleEndian.WriteUInt16(buffer, UtcOffsetOffset, UtcOffsetMinutes);
        FlashSeal.Close(buffer, 0, Length, 0);
    }

    /// <summary>
    /// Reads an identity. False when it is cut short, damaged, foreign, of another version, or holds an all-zero base key
    /// (what an erased or unfinished provisioning would leave): the tag is then *not provisioned*.
    /// </summary>
    public bool TryRead(byte[] buffer, int count)
    {
        if (count != Length
            || !FlashSeal.HasMagic(buffer, 0, 'I', 'D')
            || LittleEndian.ReadUInt32(buffer, 4) != FormatVersion
            || !FlashSeal.IsWhole(buffer, 0, Length, 0)
            || IsZero(buffer, BaseKeyOffset, DailyKeyChain.KeyLength))
        {
            return false;
        }

        int utcOffset = (short)LittleEndian.ReadUInt16(buffer, UtcOffsetOffset);
        uint day = LittleEndian.ReadUInt32(buffer, CreationDayOffset);
        if (utcOffset < -MaxUtcOffsetMinutes || utcOffset > MaxUtcOffsetMinutes || day > MaxDay)
        {
            return false;
        }

        Serial = LittleEndian.ReadUInt32(buffer, SerialOffset);
        CreationDay = (int)day;
        UtcOffsetMinutes = utcOffset;
        Array.Copy(buffer, BaseKeyOffset, BaseKey, 0, BaseKey.Length);
        Array.Copy(buffer, ClaimSecretOffset, ClaimSecret, 0, ClaimSecretLength);
        return true;
    }

    private static bool IsZero(byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (buffer[offset + i] != 0)
            {
                return false;
            }
        }

        return true;
    }
}

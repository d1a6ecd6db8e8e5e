using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Advertising;

/// <summary>
/// Reads heard advertising data by the rules of the phone app (docs/protocol.md 2.3): AD structures in any order, the
/// service UUID anywhere in its lists, the id only when exactly 12 bytes follow the company identifier. Allocates nothing
/// while parsing. Not thread safe; results hold until the next <see cref="Parse"/>.
/// </summary>
public sealed class AdvertisementParser
{
    private const int OverflowType = 0x01;
    private const int OverflowLength = 17;

    private byte[] _data;
    private int _end;
    private bool _hasServiceUuid;
    private bool _hasIPhoneUuid;
    private bool _hasOverflow;

    /// <summary>Where the 12-byte id starts in the parsed buffer, or -1 when there is none.</summary>
    public int IdOffset { get; private set; } = -1;

    /// <summary>0..254, or 255 when the sender does not say: phones never do, tags always do.</summary>
    public int HoursSinceSync { get; private set; } = AdvertisingData.HoursSinceSyncUnknown;

    /// <summary>Whether the sender is a tag: only tags send the service data byte.</summary>
    public bool IsTag { get; private set; }

    /// <summary>
    /// Classes the <paramref name="count"/> bytes at <paramref name="offset"/>. Never throws for any content;
    /// a range outside the array is the caller's mistake and is reported as malformed.
    /// </summary>
    public AdvertisementKind Parse(byte[] data, int offset, int count)
    {
        Reset();
        if (data == null || offset < 0 || count < 0 || count > data.Length - offset)
        {
            return AdvertisementKind.Malformed;
        }

        _data = data;
        _end = offset + count;
        if (!ReadStructures(offset))
        {
            Reset();
            return AdvertisementKind.Malformed;
        }

        AdvertisementKind kind = Classify();
        if (kind != AdvertisementKind.Bluezone)
        {
            // What stands beside an id means nothing without one.
            Reset();
        }

        return kind;
    }

    private void Reset()
    {
        _hasServiceUuid = false;
        _hasIPhoneUuid = false;
        _hasOverflow = false;
        IdOffset = -1;
        HoursSinceSync = AdvertisingData.HoursSinceSyncUnknown;
        IsTag = false;
    }

    // The app's order: the short UUID decides first and never leads to a connection.
    private AdvertisementKind Classify()
    {
        if (_hasServiceUuid)
        {
            return IdOffset >= 0 ? AdvertisementKind.Bluezone : AdvertisementKind.BluezoneWithoutId;
        }

        if (_hasIPhoneUuid)
        {
            return AdvertisementKind.IPhone;
        }

        return _hasOverflow ? AdvertisementKind.AppleOverflow : AdvertisementKind.Foreign;
    }

    private bool ReadStructures(int offset)
    {
        while (offset < _end)
        {
            int length = _data[offset];
            if (length == 0)
            {
                // Early termination (Core specification, vol. 3, part C, 11): the rest is padding.
                return true;
            }

            if (length > _end - offset - 1)
            {
                return false;
            }

            if (!ReadStructure(_data[offset + 1], offset + 2, length - 1))
            {
                return false;
            }

            offset += length + 1;
        }

        return true;
    }

    private bool ReadStructure(int type, int offset, int length)
    {
        switch (type)
        {
            case AdvertisingData.TypeIncompleteUuid16:
            case AdvertisingData.TypeCompleteUuid16:
                return ReadUuid16List(offset, length);
            case AdvertisingData.TypeIncompleteUuid32:
            case AdvertisingData.TypeCompleteUuid32:
                return ReadUuid32List(offset, length);
            case AdvertisingData.TypeIncompleteUuid128:
            case AdvertisingData.TypeCompleteUuid128:
                return ReadUuid128List(offset, length);
            case AdvertisingData.TypeServiceData16:
                ReadServiceData(offset, length);
                return true;
            case AdvertisingData.TypeManufacturerSpecific:
                return ReadManufacturerData(offset, length);
            default:
                return true;
        }
    }

    private bool ReadUuid16List(int offset, int length)
    {
        for (int i = 0; i + 1 < length; i += 2)
        {
            _hasServiceUuid |= LittleEndian.ReadUInt16(_data, offset + i) == AdvertisingData.ServiceUuid;
        }

        return (length & 1) == 0;
    }

    private bool ReadUuid32List(int offset, int length)
    {
        for (int i = 0; i + 3 < length; i += 4)
        {
            _hasServiceUuid |= LittleEndian.ReadUInt32(_data, offset + i) == AdvertisingData.ServiceUuid;
        }

        return (length & 3) == 0;
    }

    private bool ReadUuid128List(int offset, int length)
    {
        for (int i = 0; i + 15 < length; i += 16)
        {
            // 00004E56-0000-1000-8000-00805F9B34FB: the short UUID written out in full.
            _hasServiceUuid |= IsUuid(offset + i, 0x00004E56, 0x00001000, 0x80000080, 0x5F9B34FB);

            // 00004E56-73F5-4BC4-A12F-17D1AD07A667.
            _hasIPhoneUuid |= IsUuid(offset + i, 0x00004E56, 0x73F54BC4, 0xA12F17D1, 0xAD07A667);
        }

        return (length & 15) == 0;
    }

    // The UUID as four numbers in the order in which it is written; on the air the least significant byte comes first.
    private bool IsUuid(int offset, uint first, uint second, uint third, uint fourth)
    {
        return LittleEndian.ReadUInt32(_data, offset) == fourth
            && LittleEndian.ReadUInt32(_data, offset + 4) == third
            && LittleEndian.ReadUInt32(_data, offset + 8) == second
            && LittleEndian.ReadUInt32(_data, offset + 12) == first;
    }

    // Anyone may put any service data beside our UUID; only the tag's one byte means something.
    private void ReadServiceData(int offset, int length)
    {
        if (length == 3 && LittleEndian.ReadUInt16(_data, offset) == AdvertisingData.ServiceUuid)
        {
            HoursSinceSync = _data[offset + 2];
            IsTag = true;
        }
    }

    // Which bit stands for the app is not known for certain, so any will do; none means no app at all.
    private bool HasAnyBit(int offset, int count)
    {
        int bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits |= _data[offset + i];
        }

        return bits != 0;
    }

    private bool ReadManufacturerData(int offset, int length)
    {
        if (length < 2)
        {
            return false;
        }

        int company = LittleEndian.ReadUInt16(_data, offset);
        if (company == AdvertisingData.CompanyIdentifier)
        {
            // Android keeps one blob for each company, the last one seen, and looks at its length afterwards.
            IdOffset = length == 2 + BluezoneId.Length ? offset + 2 : -1;
        }
        else if (company == AdvertisingData.AppleCompanyIdentifier && length == 2 + OverflowLength)
        {
            _hasOverflow |= _data[offset + 2] == OverflowType && HasAnyBit(offset + 3, OverflowLength - 1);
        }

        return true;
    }
}

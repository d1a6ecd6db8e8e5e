using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Tests.Advertising;
using BluezoneTag.Protocol.Tests.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests;

/// <summary>What the tag does for days on end must leave no garbage: its heap is about 54 KB.</summary>
public sealed class SteadyStateTests
{
    private readonly byte[] _buffer = new byte[SegmentHeader.MaxSegmentLength];

    [Fact]
    public void The_measurement_itself_sees_an_allocation()
    {
        Assert.True(Allocation.Of(run => GC.KeepAlive(new byte[run])) > 1000);
    }

    [Fact]
    public void Seeking_ids_forward_and_back_allocates_nothing()
    {
        RollingIdentifier identifier = new(new Random(1).Bytes(32), 0, 20000);
        Assert.Equal(0, Allocation.Of(run => identifier.Seek((20000 * SlotTime.DayMs) + ((long)run * SlotTime.SlotMs))));
    }

    [Fact]
    public void Building_and_parsing_advertisements_allocates_nothing()
    {
        byte[] id = new Random(2).Bytes(12);
        AdvertisementParser parser = new();
        Assert.Equal(0, Allocation.Of(run =>
        {
            int length = AdvertisementBuilder.Build(_buffer, id, 0, run);
            parser.Parse(_buffer, 0, length - (run % 20));
        }));
    }

    [Fact]
    public void Parsing_every_kind_of_advertisement_allocates_nothing()
    {
        byte[] iPhone = AdBytes.Join(AdBytes.Flags, AdBytes.IPhoneUuid);
        byte[] overflow = AdBytes.Join("14ff4c0001 00080000000000000000000000000000");
        AdvertisementParser parser = new();
        Assert.Equal(0, Allocation.Of(run => parser.Parse(run % 2 == 0 ? iPhone : overflow, 0, 21)));
    }

    [Fact]
    public void Encoding_and_decoding_records_allocates_nothing()
    {
        ContactRecord record = Records.Exact(new Random(3));
        NearThresholds thresholds = new();
        Assert.Equal(0, Allocation.Of(run =>
        {
            record.FirstMs = run;
            ContactRecordCodec.Encode(record, _buffer, run);
            ContactRecordCodec.TryDecode(_buffer, run, record);
            ProximityRule.NearTimeMs(record, thresholds);
        }));
    }

    [Fact]
    public void Writing_and_reading_headers_allocates_nothing()
    {
        BatchHeader batch = new() { RecordCount = 2 };
        RedatingMark mark = new();
        SegmentHeader segment = new();
        IdentityImage identity = new() { Serial = 1 };
        identity.BaseKey[0] = 1;
        Assert.Equal(0, Allocation.Of(_ =>
        {
            batch.Write(segment, _buffer, 0);
            BatchHeader.Seal(_buffer, 0, BatchHeader.BatchLength(2), 7);
            batch.TryRead(segment, _buffer, 0, _buffer.Length, 7);
            mark.Write(_buffer, 0);
            mark.TryRead(_buffer, 0, _buffer.Length, 0);
            segment.Write(_buffer, 0);
            segment.TryRead(_buffer, 0, _buffer.Length);
            identity.Write(_buffer);
            identity.TryRead(_buffer, IdentityImage.Length);
        }));
    }

    [Fact]
    public void Checksums_allocate_nothing()
    {
        Assert.Equal(0, Allocation.Of(run => Crc32.Compute(_buffer, run, 100)));
    }
}

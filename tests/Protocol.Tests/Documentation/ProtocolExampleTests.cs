using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Tests.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Documentation;

/// <summary>The worked examples of docs/protocol.md: the code writes exactly these bytes and reads them back.</summary>
public sealed class ProtocolExampleTests
{
    [Fact]
    public void Identifier()
    {
        RollingIdentifier identifier = new(VectorFile.ExampleBytes("identifier", "base_key"), 0, Number("identifier", "creation_day"));
        identifier.Seek(VectorFile.Examples.GetProperty("identifier").GetProperty("utc_ms").GetInt64());
        Assert.Equal(VectorFile.Example("identifier", "daily_key"), HexText.Of(identifier.DailyKey));
        Assert.Equal(VectorFile.Example("identifier", "sub_key"), HexText.Of(identifier.SubKey));
        Assert.Equal(VectorFile.Example("identifier"), HexText.Of(identifier.Id));
    }

    [Fact]
    public void Tag_advertisement()
    {
        byte[] id = VectorFile.ExampleBytes("tag_advertisement", "bluezone_id");
        byte[] data = new byte[AdvertisementBuilder.Length];
        AdvertisementBuilder.Build(data, id, 0, Number("tag_advertisement", "hours_since_sync"));
        Assert.Equal(VectorFile.Example("tag_advertisement"), HexText.Of(data));
    }

    [Fact]
    public void Phone_advertisement()
    {
        byte[] data = VectorFile.ExampleBytes("phone_advertisement");
        AdvertisementParser parser = new();
        Assert.Equal(AdvertisementKind.Bluezone, parser.Parse(data, 0, data.Length));
        Assert.Equal(VectorFile.Example("phone_advertisement", "bluezone_id"), HexText.Of(data, parser.IdOffset, 12));
        Assert.False(parser.IsTag);
    }

    [Fact]
    public void Identity()
    {
        IdentityImage identity = new()
        {
            Serial = (uint)Number("identity", "serial"),
            CreationDay = Number("identity", "creation_day"),
            UtcOffsetMinutes = Number("identity", "utc_offset_minutes"),
        };
        VectorFile.ExampleBytes("identity", "base_key").CopyTo(identity.BaseKey, 0);
        VectorFile.ExampleBytes("identity", "claim_secret").CopyTo(identity.ClaimSecret, 0);
        byte[] bytes = new byte[IdentityImage.Length];
        identity.Write(bytes);
        Assert.Equal(VectorFile.Example("identity"), HexText.Of(bytes));
        Assert.True(new IdentityImage().TryRead(bytes, bytes.Length));
    }

    [Fact]
    public void Calibration()
    {
        CalibrationImage calibration = new()
        {
            TagRssiDbm = Number("calibration", "near_tag_dbm"),
            PhoneRssiDbm = Number("calibration", "near_phone_dbm"),
            SlopeDb = Number("calibration", "slope_db"),
            TagUncertaintyTenths = Number("calibration", "uncertainty_tag_tenths"),
            PhoneUncertaintyTenths = Number("calibration", "uncertainty_phone_tenths"),
            DistanceCount = Number("calibration", "distances"),
            Day = Number("calibration", "day"),
        };
        byte[] bytes = new byte[CalibrationImage.Length];
        calibration.Write(bytes);
        Assert.Equal(VectorFile.Example("calibration"), HexText.Of(bytes));
        Assert.True(new CalibrationImage().TryRead(bytes, bytes.Length));
    }

    [Fact]
    public void Checksum()
    {
        byte[] input = VectorFile.ExampleBytes("checksum", "input");
        Assert.Equal("123456789", Encoding.ASCII.GetString(input));
        Assert.Equal(Convert.ToUInt32(VectorFile.Example("checksum"), 16), Crc32.Compute(input, 0, input.Length));
    }

    [Fact]
    public void Segment_header()
    {
        SegmentHeader header = Segment();
        byte[] bytes = new byte[SegmentHeader.Length];
        header.Write(bytes, 0);
        Assert.Equal(VectorFile.Example("segment_header"), HexText.Of(bytes));
        Assert.Equal(VectorFile.Example("segment_header", "file_name"), $"log-{header.Number:X8}.seg");
    }

    [Theory]
    [InlineData("tag_record")]
    [InlineData("phone_record")]
    public void Contact_record(string name)
    {
        ContactRecord record = new()
        {
            FirstMs = Number(name, "first_ms"),
            LastMs = Number(name, "last_ms"),
            SightingCount = Number(name, "sightings"),
            NearCount = Number(name, "near"),
            MeanRssiDbm = Number(name, "mean_rssi_dbm"),
            StrongestRssiDbm = Number(name, "strongest_rssi_dbm"),
            IsTag = VectorFile.Examples.GetProperty(name).GetProperty("is_tag").GetBoolean(),
        };
        VectorFile.ExampleBytes(name, "bluezone_id").CopyTo(record.Id, 0);
        Assert.Equal(VectorFile.Example(name), HexText.Of(Records.Encode(record)));
        Assert.Equal(Records.Describe(record), Records.Describe(Records.Decode(VectorFile.ExampleBytes(name))));
        Assert.Equal(Number(name, "near_time_ms"), ProximityRule.NearTimeMs(record, new NearThresholds()));
    }

    [Fact]
    public void Log_key_and_key_stream()
    {
        byte[] key = HMACSHA256.HashData(VectorFile.ExampleBytes("identity", "base_key"), "bluezonetag log v1"u8)[..16];
        Assert.Equal(VectorFile.Example("log_key"), HexText.Of(key));
        using Aes aes = Aes.Create();
        aes.Key = key;
        byte[] counters = [.. CounterBlock(0), .. CounterBlock(1), .. CounterBlock(2)];
        Assert.Equal(VectorFile.Example("key_stream"), HexText.Of(aes.EncryptEcb(counters, PaddingMode.None), 0, 2 * ContactRecordCodec.Length));
    }

    [Fact]
    public void Batch()
    {
        BatchHeader header = new()
        {
            RecordCount = Number("batch_header", "record_count"),
            ClockState = ClockStamp.Encode((ClockTrust)Number("batch_header", "clock_trust"), Number("batch_header", "clock_error_ms")),
            SlotNumber = (uint)Number("batch_header", "slot_number"),
            Sequence = (uint)Number("batch_header", "sequence"),
        };
        byte[] batch = [.. new byte[BatchHeader.Length], .. EncryptedRecords(), .. new byte[4]];
        header.Write(Segment(), batch, 0);
        Assert.Equal(VectorFile.Example("batch_header"), HexText.Of(batch, 0, BatchHeader.Length));
        BatchHeader.Seal(batch, 0, batch.Length, header.Sequence);
        Assert.Equal(VectorFile.Example("batch"), HexText.Of(batch));
        Assert.True(new BatchHeader().TryRead(Segment(), batch, 0, batch.Length, header.Sequence));
    }

    [Fact]
    public void Redating_mark()
    {
        RedatingMark mark = new()
        {
            FromSequence = (uint)Number("redating_mark", "from_sequence"),
            DeltaMs = Number("redating_mark", "delta_ms"),
            Sequence = (uint)Number("redating_mark", "sequence"),
        };
        byte[] bytes = new byte[RedatingMark.Length];
        mark.Write(bytes, 0);
        Assert.Equal(VectorFile.Example("redating_mark"), HexText.Of(bytes));
    }

    [Fact]
    public void Key_check()
    {
        using Aes aes = Aes.Create();
        aes.Key = VectorFile.ExampleBytes("log_key");
        byte[] block = [.. VectorFile.ExampleBytes("segment_header", "nonce"), 255, 255, 255, 255, 255, 255, 255, 255];
        byte[] check = aes.EncryptEcb(block, PaddingMode.None);
        Assert.Equal(Number("segment_header", "key_check"), check[0] | (check[1] << 8));
    }

    private static SegmentHeader Segment()
    {
        SegmentHeader header = new()
        {
            RuleVersion = Number("segment_header", "rule_version"),
            KeyCheck = Number("segment_header", "key_check"),
            Number = (uint)Number("segment_header", "number"),
            FirstSequence = (uint)Number("segment_header", "first_sequence"),
            BaseSlot = (uint)Number("segment_header", "base_slot"),
        };
        VectorFile.ExampleBytes("segment_header", "nonce").CopyTo(header.Nonce, 0);
        return header;
    }

    private static byte[] EncryptedRecords()
    {
        byte[] records = [.. VectorFile.ExampleBytes("tag_record"), .. VectorFile.ExampleBytes("phone_record")];
        byte[] stream = VectorFile.ExampleBytes("key_stream");
        for (int i = 0; i < records.Length; i++)
        {
            records[i] ^= stream[i];
        }

        return records;
    }

    private static byte[] CounterBlock(int index) =>
        [.. VectorFile.ExampleBytes("segment_header", "nonce"), (byte)Number("batch_header", "sequence"), 0, 0, 0, (byte)index, 0, 0, 0];

    private static int Number(string example, string field)
    {
        JsonElement value = VectorFile.Examples.GetProperty(example).GetProperty(field);
        return value.GetInt32();
    }
}

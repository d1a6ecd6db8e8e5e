using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class BatchHeaderTests
{
    private const uint Sequence = 0xFFFFFFF0;

    private readonly BatchHeader _read = new();
    private readonly SegmentHeader _segment = new() { RuleVersion = 7, BaseSlot = 1773640 };

    [Fact]
    public void Every_count_from_1_to_30_comes_back_with_all_fields()
    {
        Random random = new(60);
        for (int count = 1; count <= BatchHeader.MaxRecordCount; count++)
        {
            BatchHeader header = Header(random, count);
            byte[] batch = Sealed(random, header);
            Assert.Equal(7 + (17 * count), batch.Length);
            Assert.True(TryRead(batch));
            Assert.Equal(Describe(header), Describe(_read));
        }
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(255u, 0u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(200u, 0x80000000u)]
    public void A_batch_may_be_255_slots_after_the_first_and_slots_may_wrap(uint offset, uint baseSlot)
    {
        _segment.BaseSlot = baseSlot;
        byte[] batch = Sealed(new Random(1), new BatchHeader { RecordCount = 1, SlotNumber = baseSlot + offset });
        Assert.True(TryRead(batch));
        Assert.Equal((baseSlot + offset, Sequence, 7), (_read.SlotNumber, _read.Sequence, _read.RuleVersion));
    }

    [Fact]
    public void A_batch_in_the_place_of_another_is_refused()
    {
        byte[] batch = Sealed(new Random(1), Header(new Random(1), 2));
        for (int distance = 1; distance < 300; distance++)
        {
            Assert.False(_read.TryRead(_segment, batch, 0, batch.Length, Sequence + (uint)distance));
            Assert.False(_read.TryRead(_segment, batch, 0, batch.Length, Sequence - (uint)distance));
        }
    }

    [Fact]
    public void A_peek_reads_the_header_and_asks_no_crc()
    {
        BatchHeader header = Header(new Random(8), 12);
        byte[] batch = Sealed(new Random(8), header);
        Assert.True(_read.TryPeek(_segment, batch, 0, BatchHeader.Length, Sequence));
        Assert.Equal(Describe(header), Describe(_read));
        Assert.False(_read.TryPeek(_segment, batch, 0, BatchHeader.Length - 1, Sequence));
    }

    [Theory]
    [InlineData(0x00, 0)]
    [InlineData(0x01, 24)]
    [InlineData(0x1E, 517)]
    [InlineData(0x1F, 0)]
    [InlineData(0x52, 17)]
    [InlineData(0x80, 0)]
    [InlineData(0x81, 24)]
    [InlineData(0x9E, 517)]
    [InlineData(0xFF, 0)]
    public void The_first_byte_tells_the_length(int first, int length)
    {
        Assert.Equal(length, BatchHeader.UnitLength(first));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    public void No_single_turned_bit_passes(int count)
    {
        byte[] batch = Sealed(new Random(count), Header(new Random(count), count));
        Assert.All(Damage.EveryBitFlip(batch), damaged => Assert.False(TryRead(damaged)));
    }

    [Fact]
    public void No_single_turned_bit_passes_when_more_data_follows()
    {
        Random random = new(61);
        byte[] batch = Sealed(random, Header(random, 3));
        byte[] next = Sealed(random, Header(random, 20));
        Assert.All(Damage.EveryBitFlip(batch), damaged => Assert.False(TryRead([.. damaged, .. next])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_batch_cut_short_anywhere_is_refused(int count)
    {
        byte[] batch = Sealed(new Random(count), Header(new Random(count), count));
        Assert.All(Damage.EveryTruncation(batch), part => Assert.False(TryRead(part)));
        Assert.False(_read.TryRead(_segment, batch, 0, batch.Length - 1, Sequence));
        Assert.False(_read.TryRead(_segment, batch, 0, 0, Sequence));
        Assert.False(_read.TryRead(_segment, batch, 0, -1, Sequence));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(0x52)]
    [InlineData(0x80)]
    [InlineData(255)]
    public void A_well_sealed_count_outside_1_to_30_is_refused(int first)
    {
        byte[] batch = new byte[BatchHeader.BatchLength(first & 0x7F)];
        batch[0] = (byte)first;
        BatchHeader.Seal(batch, 0, batch.Length, Sequence);
        Assert.False(TryRead(batch));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Erased_flash_is_no_batch(byte value)
    {
        byte[] erased = new byte[SegmentHeader.MaxSegmentLength];
        Array.Fill(erased, value);
        Assert.False(TryRead(erased));
    }

    [Fact]
    public void Any_accepted_header_is_written_back_as_the_same_bytes()
    {
        Random random = new(3);
        for (int run = 0; run < 2000; run++)
        {
            int count = random.Next(1, 31);
            byte[] batch = [(byte)(count | (random.Next(2) << 7)), .. random.Bytes(BatchHeader.BatchLength(count) - 1)];
            BatchHeader.Seal(batch, 0, batch.Length, Sequence);
            Assert.True(TryRead(batch));
            byte[] again = [.. new byte[3], .. batch[3..^4], .. new byte[4]];
            _read.Write(_segment, again, 0);
            BatchHeader.Seal(again, 0, again.Length, Sequence);
            Assert.Equal(HexText.Of(batch), HexText.Of(again));
        }
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_pass()
    {
        Random random = new(4);
        for (int run = 0; run < 20000; run++)
        {
            byte[] bytes = random.Bytes(random.Next(200));
            if (bytes.Length > 0 && random.Chance(80))
            {
                bytes[0] = (byte)random.Next(1, 10);
            }

            Assert.False(TryRead(bytes), HexText.Of(bytes));
        }
    }

    [Fact]
    public void A_batch_is_found_at_its_offset_with_others_around_it()
    {
        Random random = new(5);
        byte[] first = Sealed(random, Header(random, 4));
        BatchHeader wanted = Header(random, 2);
        byte[] second = Sealed(random, wanted);
        byte[] segment = [.. first, .. second, .. first];
        Assert.True(_read.TryRead(_segment, segment, first.Length, segment.Length - first.Length, Sequence));
        Assert.Equal(Describe(wanted), Describe(_read));
    }

    private bool TryRead(byte[] bytes) => _read.TryRead(_segment, bytes, 0, bytes.Length, Sequence);

    private BatchHeader Header(Random random, int count) => new()
    {
        RecordCount = count,
        IsContinued = random.Next(2) == 1,
        RuleVersion = _segment.RuleVersion,
        ClockState = random.Next(256),
        SlotNumber = _segment.BaseSlot + (uint)random.Next(256),
        Sequence = Sequence,
    };

    private byte[] Sealed(Random random, BatchHeader header)
    {
        byte[] batch = random.Bytes(BatchHeader.BatchLength(header.RecordCount));
        header.Write(_segment, batch, 0);
        BatchHeader.Seal(batch, 0, batch.Length, Sequence);
        return batch;
    }

    private static string Describe(BatchHeader header) =>
        $"{header.RecordCount} records, {header.IsContinued}, rule {header.RuleVersion}, clock {header.ClockState}, slot {header.SlotNumber}, sequence {header.Sequence}";
}

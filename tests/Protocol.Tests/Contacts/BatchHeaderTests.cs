using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class BatchHeaderTests
{
    private readonly BatchHeader _read = new();

    [Fact]
    public void Every_count_from_1_to_60_comes_back_with_all_fields()
    {
        Random random = new(60);
        for (int count = 1; count <= BatchHeader.MaxRecordCount; count++)
        {
            BatchHeader header = Header(random, count);
            byte[] batch = Sealed(random, header);
            Assert.Equal(16 + (17 * count), batch.Length);
            Assert.True(TryRead(batch));
            Assert.Equal(Describe(header), Describe(_read));
        }
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(0x80000000u, 0x7FFFFFFFu)]
    public void Slot_and_sequence_use_all_32_bits(uint slotNumber, uint sequence)
    {
        byte[] batch = Sealed(new Random(1), new BatchHeader { RecordCount = 1, SlotNumber = slotNumber, Sequence = sequence });
        Assert.True(TryRead(batch));
        Assert.Equal((slotNumber, sequence), (_read.SlotNumber, _read.Sequence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
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
        byte[] next = Sealed(random, Header(random, 60));
        Assert.All(Damage.EveryBitFlip(batch), damaged => Assert.False(TryRead([.. damaged, .. next])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void A_batch_cut_short_anywhere_is_refused(int count)
    {
        byte[] batch = Sealed(new Random(count), Header(new Random(count), count));
        Assert.All(Damage.EveryTruncation(batch), part => Assert.False(TryRead(part)));
        Assert.False(_read.TryRead(batch, 0, batch.Length - 1));
        Assert.False(_read.TryRead(batch, 0, 0));
        Assert.False(_read.TryRead(batch, 0, -1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(255)]
    public void A_well_sealed_count_outside_1_to_60_is_refused(int count)
    {
        byte[] batch = new byte[BatchHeader.BatchLength(count)];
        batch[0] = 0xB5;
        batch[1] = (byte)count;
        Assert.False(TryRead(Damage.Resealed(batch)));
    }

    [Fact]
    public void A_well_sealed_batch_with_another_marker_is_refused()
    {
        byte[] batch = Sealed(new Random(2), Header(new Random(2), 2));
        batch[0] = 0xB4;
        Assert.False(TryRead(Damage.Resealed(batch)));
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
            int count = random.Next(1, 61);
            byte[] batch = Damage.Resealed([0xB5, (byte)count, .. random.Bytes(BatchHeader.BatchLength(count) - 2)]);
            Assert.True(TryRead(batch));
            byte[] again = [.. new byte[12], .. batch[12..^4], .. new byte[4]];
            _read.Write(again, 0);
            BatchHeader.Seal(again, 0);
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
                bytes[0] = 0xB5;
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
        Assert.True(_read.TryRead(segment, first.Length, segment.Length - first.Length));
        Assert.Equal(Describe(wanted), Describe(_read));
    }

    private bool TryRead(byte[] bytes) => _read.TryRead(bytes, 0, bytes.Length);

    private static BatchHeader Header(Random random, int count) => new()
    {
        RecordCount = count,
        RuleVersion = random.Next(256),
        ClockTrust = random.Next(3),
        SlotNumber = random.UInt32(),
        Sequence = random.UInt32(),
    };

    private static byte[] Sealed(Random random, BatchHeader header)
    {
        byte[] batch = random.Bytes(BatchHeader.BatchLength(header.RecordCount));
        header.Write(batch, 0);
        BatchHeader.Seal(batch, 0);
        return batch;
    }

    private static string Describe(BatchHeader header) =>
        $"{header.RecordCount} records, rule {header.RuleVersion}, trust {header.ClockTrust}, slot {header.SlotNumber}, sequence {header.Sequence}";
}

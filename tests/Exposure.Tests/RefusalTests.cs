using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>What the tag refuses: a code for each, and nothing has changed.</summary>
public sealed class RefusalTests
{
    private readonly FileFlash _flash = new();
    private readonly ExposureRig _rig;

    public RefusalTests()
    {
        _rig = new ExposureRig(_flash, Lists.NowUtcMs);
    }

    public static TheoryData<string, ExposureStatus> Headers => new()
    {
        { "0=0", ExposureStatus.BadFormat },
        { "0=2", ExposureStatus.BadFormat },
        { "18=1", ExposureStatus.BadFormat },
        { "19=1", ExposureStatus.BadFormat },
        { "1=2", ExposureStatus.BadLevel },
        { "2=0", ExposureStatus.UnknownRule },
        { "2=2", ExposureStatus.UnknownRule },
        { "3=0", ExposureStatus.BadCount },
        { "3=129", ExposureStatus.BadCount },
        { "3=255", ExposureStatus.BadCount },
        { "16=0", ExposureStatus.BadCount },
        { "17=255", ExposureStatus.BadCount },
        { "14=0", ExposureStatus.BadDays },
        { "15=255", ExposureStatus.BadDays },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_cannot_be(string change, ExposureStatus expected)
    {
        byte[] header = Lists.Compact(Lists.People(13)).Header;
        string[] parts = change.Split('=');
        header[int.Parse(parts[0])] = byte.Parse(parts[1]);
        AssertRefused(expected, () => Begin(header));
    }

    [Fact]
    public void A_header_of_any_other_length()
    {
        byte[] header = [.. Lists.Compact(Lists.People(13)).Header, .. new byte[300]];
        for (int length = 0; length < 300; length++)
        {
            if (length != ExposureListHeader.Length)
            {
                Assert.Equal(ExposureStatus.BadFormat, _rig.Check.Begin(header, 0, length));
            }
        }

        Assert.Empty(_flash.List());
    }

    [Theory]
    [InlineData(1, ExposureStatus.FutureDay)]
    [InlineData(0, ExposureStatus.Taken)]
    [InlineData(-21, ExposureStatus.Taken)]
    [InlineData(-23, ExposureStatus.TooOld)]
    public void Days_that_have_not_come_or_are_forgotten(int fromToday, ExposureStatus expected)
    {
        int day = SlotTime.DayOf(_rig.NowUtcMs) + fromToday;
        CompactList list = CompactList.Of(0, new byte[8], [Lists.Entry(1, day)], day, day + 1);
        _rig.Tell(isKnown: true);
        Assert.Equal(expected, Begin(list.Header));
    }

    [Fact]
    public void Any_list_while_the_tag_has_no_time()
    {
        _rig.Tell(isKnown: false);
        AssertRefused(ExposureStatus.NoTime, () => Begin(Lists.Compact(Lists.People(1)).Header));
    }

    [Fact]
    public void Chunks_before_a_header_out_of_order_cut_short_or_too_long()
    {
        CompactList list = Lists.Compact(Lists.People(14));
        AssertRefused(ExposureStatus.NotBegun, () => Chunk(list.Chunks[0]));
        Assert.Equal(ExposureStatus.Taken, Begin(list.Header));
        AssertRefused(ExposureStatus.WrongChunk, () => Chunk(list.Chunks[1]));
        AssertRefused(ExposureStatus.WrongChunk, () => Chunk([3, 0, 6, 0]));
        for (int length = 0; length < list.Chunks[0].Length; length++)
        {
            AssertRefused(ExposureStatus.BadFormat, () => _rig.Check.Chunk(list.Chunks[0], 0, length));
        }

        AssertRefused(ExposureStatus.BadFormat, () => Chunk([.. list.Chunks[0], 0]));
        Assert.Equal(ExposureStatus.Taken, Chunk(list.Chunks[0]));
        Assert.Equal(ExposureStatus.Taken, Chunk(list.Chunks[0]));
        Assert.Equal(1, _rig.Verdict.Next);
        Assert.Equal(ExposureStatus.Taken, Chunk(list.Chunks[1]));
        Assert.Equal(ExposureStatus.Complete, Chunk(list.Chunks[2]));
        Assert.Equal(ExposureStatus.Complete, Chunk(list.Chunks[2]));
    }

    public static TheoryData<string, int, byte, ExposureStatus> Entries => new()
    {
        { "no slots", 33, 0, ExposureStatus.BadEntry },
        { "more slots than the days of the list", 34, 4, ExposureStatus.BadEntry },
        { "a million slots", 34, 255, ExposureStatus.BadEntry },
        { "a day outside the list", 32, 2, ExposureStatus.BadEntry },
        { "reserved", 35, 1, ExposureStatus.BadEntry },
        { "another sum", 33, 96, ExposureStatus.BadSum },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void An_entry_that_cannot_be(string what, int offset, byte value, ExposureStatus expected)
    {
        Assert.NotEmpty(what);

        // Two days, 192 slots and no extra one, so that a change of slots alone leaves the key-days right.
        InfoEntry entry = new(Lists.Key(1), Lists.DayStart - 86400, Lists.DayStart + 86399, 96);
        CompactList list = Lists.Compact([entry]);
        byte[] chunk = [.. list.Chunks[0]];
        chunk[ExposureChunk.HeaderLength + offset] = value;
        if (expected == ExposureStatus.BadSum)
        {
            chunk[ExposureChunk.HeaderLength + offset] = 191;
        }

        if (offset == 33 && value == 0)
        {
            chunk[ExposureChunk.HeaderLength + 34] = 0;
        }

        Begin(list.Header);
        Assert.Equal(expected, Chunk(chunk));
        Assert.False(_rig.Check.HasWork);
    }

    [Fact]
    public void The_same_key_twice_or_keys_out_of_order_within_a_chunk_and_across_two()
    {
        InfoEntry[] people = Lists.People(8);
        CompactList list = Lists.Compact(people);
        byte[] first = [.. list.Chunks[0]];
        first.AsSpan(4, 36).CopyTo(first.AsSpan(40));
        Begin(list.Header);
        AssertRefused(ExposureStatus.NotAscending, () => Chunk(first));
        byte[] swapped = [.. list.Chunks[0]];
        list.Chunks[0].AsSpan(4, 36).CopyTo(swapped.AsSpan(40));
        list.Chunks[0].AsSpan(40, 36).CopyTo(swapped.AsSpan(4));
        AssertRefused(ExposureStatus.NotAscending, () => Chunk(swapped));
        Assert.Equal(ExposureStatus.Taken, Chunk(list.Chunks[0]));
        byte[] second = [.. list.Chunks[1]];
        list.Chunks[0].AsSpan(4 + (5 * 36), 36).CopyTo(second.AsSpan(4));
        AssertRefused(ExposureStatus.NotAscending, () => Chunk(second));
        Assert.Equal(ExposureStatus.Complete, Chunk(list.Chunks[1]));
    }

    [Fact]
    public void Another_list_while_one_is_being_checked()
    {
        Assert.Equal(ExposureStatus.Complete, _rig.Send(Lists.Compact(Lists.People(2), id: 1)));
        AssertRefused(ExposureStatus.Busy, () => Begin(Lists.Compact(Lists.People(2), id: 2).Header));
        Assert.Equal(ExposureStatus.Complete, Begin(Lists.Compact(Lists.People(2), id: 1).Header));
    }

    [Fact]
    public void A_list_that_was_checked_before_even_after_a_restart()
    {
        CompactList list = Lists.Compact(Lists.People(2));
        _rig.Send(list);
        _rig.RunToEnd();
        _rig.Start();
        AssertRefused(ExposureStatus.AlreadyChecked, () => Begin(list.Header));
    }

    [Fact]
    public void More_key_days_or_lists_than_a_day_allows_until_the_next_day()
    {
        for (ulong i = 1; i < 10; i++)
        {
            CompactList list = Lists.Compact(Lists.People(50, 14), id: i);
            bool isAllowed = i == 1;
            Assert.Equal(isAllowed ? ExposureStatus.Complete : ExposureStatus.TooMuchToday, _rig.Send(list));
            _rig.RunToEnd();
            _rig.Start();
        }

        _rig.NowUtcMs += SlotTime.DayMs;
        for (ulong i = 11; i < 30; i++)
        {
            ExposureStatus expected = i - 11 < ExposureCheck.MaxListsPerDay ? ExposureStatus.Complete : ExposureStatus.TooMuchToday;
            Assert.Equal(expected, _rig.Send(Lists.Compact(Lists.People(1), id: i)));
            _rig.RunToEnd();
        }
    }

    [Fact]
    public void Flash_that_refuses()
    {
        CompactList list = Lists.Compact(Lists.People(7));
        _flash.CapacityBytes = 10;
        Assert.Equal(ExposureStatus.StorageFailed, Begin(list.Header));
        _flash.CapacityBytes = 100;
        Assert.Equal(ExposureStatus.Taken, Begin(list.Header));
        Assert.Equal(ExposureStatus.StorageFailed, Chunk(list.Chunks[0]));
        Assert.Equal(0, _rig.Verdict.Next);
        _flash.CapacityBytes = int.MaxValue;
        Assert.Equal(ExposureStatus.Complete, _rig.Send(list));
    }

    /// <summary>No exception, no growth, and no work that a valid list does not allow, whatever bytes come.</summary>
    [Fact]
    public void Half_a_million_mutated_messages()
    {
        var files = new FileFlash();
        var rig = new ExposureRig(files, Lists.NowUtcMs);
        CompactList[] lists = [Lists.Compact(Lists.People(1), id: 1), Lists.Compact(Lists.People(13, 3), id: 2), Lists.Compact(Lists.People(128), id: 3)];
        byte[] verdict = new byte[ExposureVerdict.Length];
        int taken = 0;
        for (int i = 0; i < 500_000; i++)
        {
            CompactList list = lists[Pick(3, i, 1)];
            bool isHeader = Pick(3, i, 2) == 0;
            byte[] message = Mutated([.. isHeader ? list.Header : list.Chunks[Pick(list.Chunks.Count, i, 3)]], i);
            ExposureStatus status = isHeader ? rig.Check.Begin(message, 0, message.Length) : rig.Check.Chunk(message, 0, message.Length);
            Assert.True(Enum.IsDefined(status));
            taken += status < ExposureStatus.BadFormat ? 1 : 0;
            rig.Check.WriteVerdict(verdict, 0);
            Assert.InRange(files.TotalLength, 0, 6000);
            if (rig.Check.HasWork)
            {
                Assert.InRange(rig.RunToEnd(), 1, 10_000);
            }
        }

        Assert.InRange(taken, 1000, 499_000);
    }

    private static byte[] Mutated(byte[] message, int i)
    {
        int kind = Pick(6, i, 4);
        if (kind == 0)
        {
            return Noise.Bytes(Pick(260, i, 5), 9, i);
        }

        if (kind == 1)
        {
            Array.Resize(ref message, Pick(260, i, 6));
        }

        for (int change = 0; kind is 2 or 3 && message.Length > 0 && change < kind - 1; change++)
        {
            message[Pick(Math.Min(message.Length, kind == 2 ? 40 : message.Length), i, 7 + change)] = (byte)Pick(256, i, 17 + change);
        }

        return message;
    }

    private static int Pick(int count, long a, long b) => (int)(Noise.Bits(41, a, b) % (ulong)count);

    private void AssertRefused(ExposureStatus expected, Func<ExposureStatus> send)
    {
        string before = State();
        Assert.Equal(expected, send());
        Assert.Equal(before, State());
    }

    private string State()
    {
        byte[] verdict = new byte[ExposureVerdict.Length];
        _rig.Check.WriteVerdict(verdict, 0);
        IEnumerable<string> files = _flash.List().Select(name => $"{name}={Crc32.Compute(_flash.Content(name), 0, _flash.Content(name).Length)}");
        return $"{Convert.ToHexString(verdict)} {string.Join(' ', files)}";
    }

    private ExposureStatus Begin(byte[] header) => _rig.Check.Begin(header, 0, header.Length);

    private ExposureStatus Chunk(byte[] chunk) => _rig.Check.Chunk(chunk, 0, chunk.Length);
}

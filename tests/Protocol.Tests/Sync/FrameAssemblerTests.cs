using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Sync;

public sealed class FrameAssemblerTests
{
    [Theory]
    [InlineData(3, 20)]
    [InlineData(21, 20)]
    [InlineData(512, 20)]
    [InlineData(512, 182)]
    [InlineData(512, 253)]
    public void A_message_comes_together_in_any_order_with_every_frame_repeated(int length, int frameLength)
    {
        byte[] message = MessageOf(length);
        List<byte[]> frames = Cut(message, 5, frameLength);
        for (int seed = 0; seed < 200; seed++)
        {
            FrameAssembler assembler = new(false);
            byte[][] shuffled = [.. frames.Concat(frames.Skip(1)).OrderBy(_ => Next(ref seed))];
            Assert.Contains(shuffled, frame => assembler.Add(frame, frame.Length));
            Assert.Equal(message, assembler.Message[..assembler.Length]);
            seed++;
        }
    }

    [Fact]
    public void What_was_there_of_a_message_counts_when_it_is_sent_again()
    {
        byte[] message = MessageOf(100);
        List<byte[]> frames = Cut(message, 5, 20);
        FrameAssembler assembler = new(false);
        Assert.All(frames.Where((_, i) => i % 2 == 0), frame => Assert.False(assembler.Add(frame, frame.Length)));
        byte[][] rest = [.. frames.Where((_, i) => i % 2 == 1)];
        Assert.All(rest[..^1], frame => Assert.False(assembler.Add(frame, frame.Length)));
        Assert.True(assembler.Add(rest[^1], rest[^1].Length));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(127, true)]
    [InlineData(128, false)]
    [InlineData(255, false)]
    public void A_number_ahead_is_new_and_one_behind_is_late(int ahead, bool isTaken)
    {
        FrameAssembler assembler = new(false);
        Assert.True(Add(assembler, MessageOf(10), 200));
        Assert.Equal(isTaken, Add(assembler, MessageOf(11), 200 + ahead));
        assembler.TakeAny();
        Assert.True(Add(assembler, MessageOf(10), 200 + ahead));
    }

    [Fact]
    public void A_client_takes_its_own_number_only()
    {
        FrameAssembler assembler = new(true);
        assembler.TakeOnly(9);
        Assert.False(Add(assembler, MessageOf(10), 10, true));
        Assert.True(Add(assembler, MessageOf(10), 9, true));
    }

    [Fact]
    public void A_frame_of_the_other_direction_is_not_taken()
    {
        Assert.False(Add(new FrameAssembler(false), MessageOf(10), 1, true));
        Assert.False(Add(new FrameAssembler(true), MessageOf(10), 1, false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(513)]
    [InlineData(65535)]
    public void A_message_of_an_impossible_length_is_dropped(int stated)
    {
        FrameAssembler assembler = new(false);
        byte[] message = MessageOf(100);
        LittleEndian.WriteUInt16(message, 0, stated);
        Assert.DoesNotContain(Cut(message, 1, 60), frame => assembler.Add(frame, frame.Length));
        Assert.True(Add(assembler, MessageOf(12), 2));
    }

    [Fact]
    public void Bytes_beyond_the_longest_message_reserved_bits_and_empty_frames_are_dropped()
    {
        FrameAssembler assembler = new(false);
        byte[] frame = new byte[20];
        LittleEndian.WriteUInt16(frame, 1, 500);
        Assert.False(assembler.Add(frame, 20));
        LittleEndian.WriteUInt16(frame, 1, 0x400);
        Assert.False(assembler.Add(frame, 20));
        Assert.False(assembler.Add(frame, 3));
        Assert.False(assembler.Add(frame, 0));
        Assert.False(assembler.Add(frame, 99));
    }

    private static int Next(ref int seed)
    {
        seed = unchecked((seed * 1103515245) + 12345);
        return seed >> 8;
    }

    private static bool Add(FrameAssembler assembler, byte[] message, int number, bool isFromTag = false)
    {
        byte[] frame = new byte[253];
        int length = FrameWriter.Write(message, message.Length, 0, number, isFromTag, frame, 253);
        return assembler.Add(frame, length);
    }

    private static byte[] MessageOf(int length)
    {
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
        LittleEndian.WriteUInt16(message, 0, length);
        return message;
    }

    private static List<byte[]> Cut(byte[] message, int number, int frameLength)
    {
        List<byte[]> frames = [];
        byte[] frame = new byte[frameLength];
        for (int place = 0; place < message.Length;)
        {
            int length = FrameWriter.Write(message, message.Length, place, number, false, frame, frameLength);
            frames.Add(frame[..length]);
            place += length - SyncProtocol.FrameHeaderLength;
        }

        return frames;
    }
}

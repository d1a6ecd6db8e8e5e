using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Flasher.Rom;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Rom;

public sealed class SlipTests
{
    [Fact]
    public void Only_delimiter_and_escape_are_escaped()
    {
        Assert.Equal(new byte[] { 0xC0, 0x01, 0xDB, 0xDC, 0xDB, 0xDD, 0xDC, 0xDD, 0xC0 }, Slip.Encode([0x01, 0xC0, 0xDB, 0xDC, 0xDD]));
    }

    [Fact]
    public void Any_body_comes_back_among_boot_text_and_double_delimiters()
    {
        Random random = new(1);
        for (int run = 0; run < 500; run++)
        {
            byte[][] bodies = [.. Enumerable.Range(0, 3).Select(_ => Body(random))];
            List<byte> wire = [.. "ESP-ROM:esp32c3-api1\r\nwaiting for download\r\n"u8];
            foreach (byte[] one in bodies)
            {
                wire.AddRange(Slip.Encode(one));
            }

            Assert.Equal(bodies, Decode([.. wire], 64));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 1, 0xDB, 2, 0xC0, 0xC0, 7, 0xC0 })]
    [InlineData(new byte[] { 0xC0, 1, 0xDB, 0xC0, 0xC0, 7, 0xC0 })]
    [InlineData(new byte[] { 0xC0, 0xC0, 0xC0, 7, 0xC0 })]
    [InlineData(new byte[] { 0xC0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xC0, 0xC0, 7, 0xC0 })]
    public void A_broken_or_too_long_frame_is_dropped_whole_and_the_next_one_is_read(byte[] wire)
    {
        Assert.Equal([[7]], Decode(wire, 8));
    }

    private static byte[] Body(Random random)
    {
        byte[] body = new byte[random.Next(1, 64)];
        random.NextBytes(body);
        for (int i = 0; i < body.Length; i += 3)
        {
            body[i] = random.Next(2) == 0 ? Slip.End : Slip.Escape;
        }

        return body;
    }

    private static List<byte[]> Decode(byte[] wire, int capacity)
    {
        var decoder = new SlipDecoder(capacity);
        List<byte[]> frames = [];
        foreach (byte one in wire)
        {
            if (decoder.Push(one))
            {
                frames.Add(decoder.Frame.ToArray());
            }
        }

        return frames;
    }
}

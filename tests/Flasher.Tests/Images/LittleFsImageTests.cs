using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Images;

public sealed class LittleFsImageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(80)]
    [InlineData(81)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(512)]
    public void A_file_of_any_size_up_to_the_inline_limit_comes_back(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        byte[] image = LittleFsImage.Build("identity.bin", content, 64);
        (Dictionary<string, byte[]> files, uint blocks) = LittleFsReader.Mount(image);
        Assert.Equal(64u, blocks);
        Assert.Equal(content, Assert.Single(files).Value);
        Assert.True(files.ContainsKey("identity.bin"));
        Assert.False(image.AsSpan(4096).ContainsAnyExcept((byte)0xFF), "the second block must be erased");
    }

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LittleFsImage.Build("x", new byte[513], 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => LittleFsImage.Build("x", new byte[5], 1));
    }
}

using BluezoneTag.Simulator.Benches;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>A small share of `bench sync`.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Hostile_frames_change_nothing_and_break_no_honest_session(ulong seed)
    {
        SyncFuzzResult result = SyncFuzz.Run(100000, seed);
        output.WriteLine(result.ToString());
        Assert.Null(result.Failure);
        Assert.True(result.Sessions > 1 && result.Forged > 1000 && result.Answered > 1000 && result.Locks > 1);
    }
}

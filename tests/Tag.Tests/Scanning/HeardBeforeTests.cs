using System.Linq;
using BluezoneTag.Tag.Scanning;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scanning;

public sealed class HeardBeforeTests
{
    private readonly HeardBefore _heard = new();

    [Fact]
    public void What_was_noted_is_known_for_at_least_300_more()
    {
        Assert.False(_heard.IsKnown(HashOf(0)));
        int newcomers = Enumerable.Range(1, 1000).TakeWhile(_ => _heard.IsKnown(HashOf(0))).Count(i => !_heard.IsKnown(HashOf(i)));
        Assert.InRange(newcomers, 300, 600);
    }

    [Fact]
    public void One_stranger_in_six_at_most_is_taken_for_known()
    {
        int known = Enumerable.Range(0, 20000).Count(i => _heard.IsKnown(HashOf(i)));
        Assert.InRange(known, 200, 20000 / 6);
    }

    [Fact]
    public void Clear_forgets_all()
    {
        _heard.IsKnown(HashOf(1));
        _heard.Clear();
        Assert.False(_heard.IsKnown(HashOf(1)));
    }

    private static uint HashOf(int i) => ((uint)i + 1) * 2654435761u >> 3;
}

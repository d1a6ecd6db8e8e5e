using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The tests that docs/threat-model.md names exist, each weakness of the phone app has one, and so has each attacker.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Text = Repository.Current.Read("docs/threat-model.md");

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        string[] named = [.. Names(Text)];
        Assert.True(named.Length > 40);
        SourceFile[] sources = [.. Repository.Current.Sources("tests")];
        Assert.DoesNotContain(named, name => !sources.Any(source => Holds(source, name)));
    }

    [Fact]
    public void Each_of_the_thirteen_weaknesses_has_a_named_test()
    {
        for (int weakness = 1; weakness <= 13; weakness++)
        {
            string row = Assert.Single(Text.Split('\n'), line => line.StartsWith($"| W{weakness} |", System.StringComparison.Ordinal));
            Assert.NotEmpty(Names(row));
        }
    }

    [Theory]
    [InlineData("A stranger nearby")]
    [InlineData("A curious kiosk")]
    [InlineData("A thief of a tag")]
    [InlineData("A dishonest authority")]
    [InlineData("A malicious list")]
    [InlineData("A flooder")]
    [InlineData("A jammer")]
    [InlineData("A relay")]
    public void Each_attacker_has_a_named_test(string attacker)
    {
        Assert.NotEmpty(Names(Text.Split("### ").Single(part => part.StartsWith(attacker, System.StringComparison.Ordinal))));
    }

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    private static bool Holds(SourceFile source, string name)
    {
        string[] parts = name.Split('.');
        return source.Name.EndsWith("/" + parts[0] + ".cs", System.StringComparison.Ordinal) && source.Text.Contains($" {parts[1]}(", System.StringComparison.Ordinal);
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Name();
}

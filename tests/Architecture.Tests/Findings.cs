using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>Assertions on findings; the failure message is the list of all of them.</summary>
public static class Findings
{
    /// <summary>Fails with every finding, one a line.</summary>
    public static void AssertNone(IEnumerable<Finding> findings)
    {
        List<string> lines = [.. findings.Select(finding => finding.ToString()).Distinct()];
        Assert.True(lines.Count == 0, $"{lines.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }

    /// <summary>Fails unless some finding is at this place and names all of <paramref name="words"/>.</summary>
    public static void AssertNamed(IEnumerable<Finding> findings, string file, int line, params string[] words)
    {
        List<Finding> all = [.. findings];
        Assert.True(
            all.Exists(one => one.File == file && one.Line == line && words.All(word => one.ToString().Contains(word, StringComparison.Ordinal))),
            $"Nothing found at {file}:{line} that says {string.Join(" and ", words)}. Found:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}

using System.Text.RegularExpressions;
using BluezoneTag.Kiosk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>The page's code in node: against the vectors of the firmware's tests, and behind the link interface.</summary>
public sealed partial class ScriptTests(ITestOutputHelper output)
{
    [NodeTheory]
    [InlineData("sync-vectors.test.mjs")]
    [InlineData("exposure-vectors.test.mjs")]
    [InlineData("claims.test.mjs")]
    [InlineData("links.test.mjs")]
    [InlineData("school.test.mjs")]
    [InlineData("waiting.test.mjs")]
    public void Every_test_of_a_script_passes(string script)
    {
        (int code, string said) = Node.Run("node", Node.Scripts, "--test", script);
        foreach (Match match in Measured().Matches(said))
        {
            output.WriteLine(match.Value);
        }

        Assert.True(code == 0, said);
        Assert.Matches(@"pass [1-9]", said);
    }

    [TypesFact]
    public void The_types_of_every_module_hold()
    {
        (int code, string said) = Node.Run("node", System.IO.Path.Combine(Node.Root, "tools", "Kiosk"), "node_modules/typescript/bin/tsc", "--project", ".");
        Assert.True(code == 0, said);
        (code, said) = Node.Run("node", System.IO.Path.Combine(Node.Root, "tools", "Kiosk"), "node_modules/typescript/bin/tsc", "--project", "tsconfig.worker.json");
        Assert.True(code == 0, said);
    }

    [GeneratedRegex("measured: .*")]
    private static partial Regex Measured();
}

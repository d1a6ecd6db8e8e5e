using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>Asks axe what stands between a page and somebody who sees, hears or moves otherwise.</summary>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Fails with rule, place and advice for each violation of WCAG 2.2 A and AA and of axe's best practices.</summary>
    public static async Task CheckAsync(IPage page) => Assert.Empty(await ViolationsAsync(page));

    /// <summary>Those violations, one a line.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // Through the debugger, which the page's own policy does not bind.
        await page.EvaluateAsync(Axe);
        JsonElement violations = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations)");
        return
        [
            .. from violation in violations.EnumerateArray()
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} - {node.GetProperty("failureSummary").GetString()}",
        ];
    }
}

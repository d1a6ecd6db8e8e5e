using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>What a browser that has never been here loads before the first view can be used.</summary>
[Collection(RigCollection.Name)]
public sealed class FirstViewTests(BrowserRig rig, ITestOutputHelper output)
{
    /// <summary>Notes in the page when its first view stands.</summary>
    internal const string NoteReady =
        "new MutationObserver(() => { if (document.body?.dataset.ready) { window.readyAt ??= performance.now(); } }).observe(document, { subtree: true, childList: true, attributes: true })";

    private const int MaxBytes = 150_000;

    [BrowserFact]
    public async Task The_first_view_is_small_and_nothing_else_is_loaded_before_it()
    {
        await using PageUnderTest page = await PageUnderTest.OpenAsync(rig, prepare: one => one.AddInitScriptAsync(NoteReady));
        await Expect(page.Page.Locator("body[data-ready]")).ToBeAttachedAsync();
        double unpacked = await BytesAsync(page.Page, "decodedBodySize");
        output.WriteLine($"{unpacked:N0} bytes unpacked, {await BytesAsync(page.Page, "encodedBodySize"):N0} as sent");
        Assert.InRange(unpacked, MaxBytes / 2, MaxBytes);
    }

    /// <summary>Bytes of all that was asked for before the first view stood.</summary>
    internal static Task<double> BytesAsync(IPage page, string size) => page.EvaluateAsync<double>(
        """
        size => performance.getEntriesByType('resource').filter(one => one.startTime < window.readyAt)
          .concat(performance.getEntriesByType('navigation')).reduce((sum, one) => sum + one[size], 0)
        """,
        size);
}

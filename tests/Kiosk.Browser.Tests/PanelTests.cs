using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>The demo's panel: what the simulated tags show, in words as well as in colours, and what a hand does to them.</summary>
[Collection(RigCollection.Name)]
public sealed class PanelTests(BrowserRig rig)
{
    [BrowserTheory]
    [InlineData("vi-VN", "đang mở", "xanh", "Mang đi xa")]
    [InlineData("en-GB", "open", "green", "Pull away")]
    public async Task A_press_opens_the_window_and_the_light_answers(string locale, string open, string green, string pull)
    {
        int tag = rig.TakeTag();
        await using PageUnderTest panel = await PageUnderTest.OpenAsync(rig, "demo/", Contexts.Laptop(locale));
        await panel.DoAsync(bench => bench.Tags[tag].Place(true));
        ILocator card = panel.Page.Locator(".tag").Nth(tag);
        await Expect(card.Locator(".light")).ToHaveTextAsync(locale == "vi-VN" ? "tắt" : "off");
        await card.Locator(".press").ClickAsync();
        await Expect(card.Locator(".window")).ToHaveTextAsync(open);
        await Expect(card.Locator(".light")).ToHaveTextAsync(green);
        await card.Locator("summary").ClickAsync();
        await Expect(card.Locator(".text")).ToHaveTextAsync(rig.Tags.States[tag].Label);
        await panel.ScreenshotAsync($"panel-{locale[..2]}");
        await Accessibility.CheckAsync(panel.Page);
        await card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = pull }).ClickAsync();
        await rig.UntilAsync(tag, state => !state.IsNear);
    }
}

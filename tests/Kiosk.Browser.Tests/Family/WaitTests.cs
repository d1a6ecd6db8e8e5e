using System;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Family;

/// <summary>The verdict in the session that brought the list: the tag checks by itself, in its own time, and somebody waits or does not.</summary>
[Collection(RigCollection.Name)]
public sealed class WaitTests(BrowserRig rig, ITestOutputHelper output)
{
    private const int ActionsFromPress = 4;

    [BrowserFact]
    public async Task A_new_tags_first_verdict_takes_four_actions_from_the_press_of_its_button()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await OpenAsync();
        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Thêm thẻ" }).ClickAsync();
        await page.Page.FillAsync("#code", await page.TypedCodeAsync(rig.Tags.States[tag].Label));
        await page.Button("Kiểm tra mã").ClickAsync();
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        string[] before = ["click Thêm thẻ", "type code", "click Kiểm tra mã"];
        string[] fromPress = ["press", "click Lưu và đồng bộ", "choose", "pair"];
        Assert.Equal([.. before, .. fromPress], page.Test.Actions);
        Assert.InRange(page.Test.Actions.SkipWhile(action => action != "press").Count(), 1, ActionsFromPress);
        output.WriteLine(string.Join(", ", page.Test.Actions));
    }

    [BrowserFact]
    public async Task Who_does_not_want_to_wait_has_the_rest_and_reads_the_verdict_later()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await OpenAsync();
        await StartAsync(page, tag, "Bà ngoại");
        await Expect(page.Dialog.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await page.Test.ScreenshotAsync("dialog-checking");
        await Accessibility.CheckAsync(page.Page);
        await page.Button("Không chờ nữa").ClickAsync();
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "checking");
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();
        await page.Test.ScreenshotAsync("verdict-checking");
        await page.DoAsync(bench => bench.FinishCheck(tag));
        await page.Test.PressAsync(tag);
        await page.Button("Đọc lại kết quả").ClickAsync();
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
    }

    [BrowserFact]
    public async Task A_link_that_dies_while_the_tag_is_checking_is_made_again_and_the_verdict_comes()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await OpenAsync();
        int before = rig.Bluez.Connects;
        await StartAsync(page, tag, "Ông nội");
        await page.DoAsync(bench => bench.Tags[tag].Link!.Cut());
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        Assert.Equal(before + 2, rig.Bluez.Connects);
    }

    [BrowserFact]
    public async Task A_tag_that_is_carried_off_while_it_checks_leaves_a_whole_sync()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await OpenAsync();
        await StartAsync(page, tag, "Chị Hoa");
        await page.DoAsync(bench => bench.Tags[tag].Place(false));
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "checking");
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();
        await Expect(page.Dialog).ToHaveCountAsync(0);
        await page.DoAsync(bench => bench.Tags[tag].Place(true));
    }

    // Here tags take their own time for a check.
    private async Task<FamilyPage> OpenAsync()
    {
        FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.DoAsync(bench => bench.AreChecksInstant = false);
        return page;
    }

    private async Task StartAsync(FamilyPage page, int tag, string name)
    {
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[tag].Label));
        await page.Page.FillAsync("#name", name);
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("Thẻ đang tra danh sách");
        await Expect(page.Dialog).ToContainTextAsync("Mất nhiều nhất khoảng");
    }
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Protocol.Sync;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Family;

/// <summary>Days are released with the wearer's button and the officer's code, or not at all; a tag is handed back; one is found.</summary>
[Collection(RigCollection.Name)]
public sealed class ReleaseTests(BrowserRig rig)
{
    private const int Days = 3;
    private const int PatienceStepMs = 10_000;

    [BrowserFact]
    public async Task Days_go_encrypted_to_the_authority_after_a_held_button_and_the_officers_code()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Bà ngoại");
        await AskAsync(page, tag);
        await page.Test.ScreenshotAsync("release-code");

        // A code that somebody misheard, then the right one.
        string code = rig.Tags.States[tag].OfficerCode!;
        await GiveCodeAsync(page, ((int.Parse(code) + 1) % AuthorityKeys.CodeLimit).ToString("000000"));
        await Expect(page.Dialog).ToContainTextAsync("Giữ nút trên thẻ 2 giây nếu đồng ý");
        await page.DoAsync(bench => bench.Hold(tag));
        await Expect(page.DialogError).ToContainTextAsync("Mã của cán bộ y tế không đúng.");
        await GiveCodeAsync(page, code);
        await Expect(page.Page.GetByText("Đã mã hóa xong")).ToBeVisibleAsync();
        await page.Test.ScreenshotAsync("release-done");

        Task<IDownload> downloading = page.Page.WaitForDownloadAsync();
        await page.Button("Lưu thành tệp").ClickAsync();
        byte[] package = await File.ReadAllBytesAsync(await (await downloading).PathAsync());
        (ReleaseRequest request, var keys, var contacts) = rig.Demo.Authority.Open(package);
        Assert.Equal((1u << Days) - 1, request.Mask);
        Assert.NotEmpty(keys);
        Assert.NotEmpty(contacts);
        await Expect(page.Page.Locator("main")).ToContainTextAsync($"{keys.Count + contacts.Count} dòng");
    }

    [BrowserFact]
    public async Task A_wearer_who_does_nothing_has_released_nothing()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Ông nội");
        await AskAsync(page, tag);
        await GiveCodeAsync(page, rig.Tags.States[tag].OfficerCode!);
        await Expect(page.Dialog).ToContainTextAsync("Giữ nút trên thẻ 2 giây nếu đồng ý");

        // A minute goes by in steps that a session outlives: between two of them the page is heard from.
        Task isOver = page.DialogError.WaitForAsync();
        while (await Task.WhenAny(isOver, UntilHeardAsync(page)) != isOver)
        {
            await page.DoAsync(bench => bench.Skip(PatienceStepMs));
        }

        await Expect(page.DialogError).ToContainTextAsync("Chưa có sự đồng ý trong thời gian cho phép, chưa có gì được gửi.");
        await page.Test.ScreenshotAsync("release-refused");
        await page.Button("Đóng").ClickAsync();
        await Expect(page.Page.GetByText("Đã mã hóa xong")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_release_whose_link_dies_is_whole_all_the_same()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Cô Sáu");
        await AskAsync(page, tag);
        await GiveCodeAsync(page, rig.Tags.States[tag].OfficerCode!);
        await Expect(page.Dialog).ToContainTextAsync("Giữ nút trên thẻ 2 giây nếu đồng ý");
        await page.DoAsync(bench => bench.Tags[tag].Link!.Cut());
        await page.DoAsync(bench => bench.Hold(tag));
        await Expect(page.Page.GetByText("Đã mã hóa xong")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_tag_is_handed_back_with_a_certificate_and_is_gone_from_the_page_after_that()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Bé Na");
        await page.Button("Trả thẻ").ClickAsync();
        await page.Page.CheckAsync("#consent");
        await page.Test.PressAsync(tag);
        await page.Button("Xóa dữ liệu trong thẻ").ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("Giữ nút trên thẻ 2 giây nếu đồng ý");
        await page.DoAsync(bench => bench.Hold(tag));
        await Expect(page.Page.GetByText("Thẻ đã được xóa sạch")).ToBeVisibleAsync();
        await page.Test.ScreenshotAsync("handed-back");
        Task<IDownload> downloading = page.Page.WaitForDownloadAsync();
        await page.Button("Lưu giấy xác nhận").ClickAsync();
        Assert.Equal(37, new FileInfo(await (await downloading).PathAsync()).Length);
        await page.Button("Đã lưu").ClickAsync();
        await Expect(page.Page.Locator("main")).ToContainTextAsync("Chưa có thẻ nào trên máy này");
        await rig.UntilClosedAsync(tag);
        Assert.False(await rig.Tags.AskAsync(bench => bench.Tags[tag].Tag.Flash.List().Any(name => name.StartsWith("log-", StringComparison.Ordinal))));
    }

    [BrowserFact]
    public async Task A_lost_tag_vibrates_and_a_renamed_one_keeps_its_name()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Dì Tư");
        await page.Test.PressAsync(tag);
        Task isVibrating = rig.UntilAsync(tag, state => state.IsVibrating);
        await page.Button("Tìm thẻ").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync("Thẻ đang rung và chớp đèn");
        await isVibrating;
        await page.Button("Đổi tên").ClickAsync();
        await page.Dialog.Locator("input").FillAsync("Dì Tám");
        await page.Dialog.Locator("input").PressAsync("Enter");
        await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Dì Tám");
        await page.Test.ReopenAsync();
        await Expect(page.Page.Locator(".tag-entry")).ToContainTextAsync("Dì Tám");
    }

    private async Task AskAsync(FamilyPage page, int tag)
    {
        await page.Button("Gửi cho cơ quan y tế").ClickAsync();
        for (int day = 0; day < Days; day++)
        {
            await page.Page.CheckAsync($"#day-{day}");
        }

        await page.Test.PressAsync(tag);
        await page.Button("Hỏi người đeo thẻ").ClickAsync();
        await Expect(page.Page.Locator("#officer-code")).ToBeVisibleAsync();
        await rig.UntilAsync(tag, state => state.OfficerCode != null);
    }

    private static async Task GiveCodeAsync(FamilyPage page, string code)
    {
        await page.Page.FillAsync("#officer-code", code);
        await page.Button("Gửi mã cho thẻ").ClickAsync();
    }

    private static async Task UntilHeardAsync(FamilyPage page)
    {
        TaskCompletionSource isHeard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int frames = 0;
        await page.DoAsync(bench => bench.OnFrame = () =>
        {
            // A question and its answer, both begun after this.
            if (++frames == 4)
            {
                isHeard.TrySetResult();
            }
        });
        await isHeard.Task;
    }
}

using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Family;

/// <summary>A tag comes to a family: by camera, by typed code, and all that is not its label.</summary>
[Collection(RigCollection.Name)]
public sealed class RegisterTests(BrowserRig rig)
{
    [BrowserFact(needsQrDecoder: true)]
    public async Task A_label_before_the_camera_and_a_press_lead_to_the_verdict()
    {
        int tag = rig.TakeTag();
        rig.Camera.Show(rig.Tags.States[tag].Label);
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.Test.ScreenshotAsync("home-empty");

        await page.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Thêm thẻ" }).ClickAsync();
        await page.Button("Quét mã QR").ClickAsync();
        await Expect(page.Page.GetByText($"Thẻ số {1001 + tag}")).ToBeVisibleAsync();

        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        await Expect(page.Page.Locator("h1")).ToHaveTextAsync($"Thẻ {1001 + tag}");
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();
        Assert.Equal(1, page.Test.Chooser.Prompts);
        Assert.Equal(1, await page.CountAsync("tags"));
    }

    [BrowserFact]
    public async Task A_typed_code_does_the_same_in_English()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, Contexts.Laptop("en-GB"));
        await page.Button("English").ClickAsync();
        await page.GoAsync("/add");
        await page.Page.FillAsync("#code", (await page.TypedCodeAsync(rig.Tags.States[tag].Label)).ToLowerInvariant().Replace('-', ' '));
        await page.Button("Check the code").ClickAsync();
        await page.Page.FillAsync("#name", "Grandmother");
        await page.Test.PressAsync(tag);
        await page.Button("Save and sync").ClickAsync();
        await Expect(page.Page.Locator(".chart")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Grandmother");
    }

    [BrowserTheory(needsQrDecoder: true)]
    [InlineData("https://quan-an.example/thuc-don", "Mã QR này không phải của thẻ BluezoneTag.")]
    [InlineData("BZT:1/1003/ABCDEFG", "Mã QR bị hỏng hoặc thiếu.")]
    [InlineData("BZT:2/1003/ABCDEFG", "Nhãn này dành cho phiên bản mới hơn.")]
    public async Task A_foreign_or_damaged_code_before_the_camera_is_named(string text, string sentence)
    {
        rig.Camera.Show(text);
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.GoAsync("/add");
        await page.Button("Quét mã QR").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync(sentence);
        Assert.Equal(0, await page.CountAsync("tags"));
    }

    [BrowserFact]
    public async Task A_camera_that_is_refused_leaves_typing()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, prepare: one => one.AddInitScriptAsync(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"));
        await page.GoAsync("/add");
        await page.Button("Quét mã QR").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync("Trình duyệt chưa được phép dùng máy ảnh.");
        await Expect(page.Page.Locator("#code")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task One_wrong_character_is_found_before_anything_is_kept()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        string code = await page.TypedCodeAsync(rig.Tags.States[0].Label);
        char wrong = code[6] == 'A' ? 'C' : 'A';
        await page.TypeCodeAsync(code[..6] + wrong + code[7..]);
        await Expect(page.Notice).ToContainTextAsync("Mã chưa đúng: có một ký tự nhầm.");
        Assert.Equal(0, await page.CountAsync("tags"));
    }

    [BrowserFact]
    public async Task The_code_of_another_tag_does_not_open_this_one()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[0].Label));
        await page.Page.FillAsync("#name", "Em Lan");
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.DialogError).ToContainTextAsync("Thẻ vừa trả lời không phải thẻ này.");
        await page.Button("Đóng").ClickAsync();
        await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Em Lan");
        await Expect(page.Page.Locator(".chart")).ToHaveCountAsync(0);
    }
}

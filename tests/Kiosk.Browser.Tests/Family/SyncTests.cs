using System;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Family;

/// <summary>A sync that goes well, one that tells of an exposure, and each way in which it goes wrong: a sentence, and nothing half done.</summary>
[Collection(RigCollection.Name)]
public sealed class SyncTests(BrowserRig rig)
{
    private const int PatientsNeighbour = 0;
    private const int HourMs = 3_600_000;

    [BrowserFact]
    public async Task Who_met_a_patient_is_told_and_who_did_not_is_told_that()
    {
        int other = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(PatientsNeighbour, "Bà ngoại");
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "f1");
        await Expect(page.Verdict).ToContainTextAsync("Đã ở gần người bệnh (F1)");
        await Expect(page.Verdict).ToContainTextAsync("phút");
        await page.Test.ScreenshotAsync("verdict-f1");
        await page.RegisterAsync(other, "Em Lan");
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        await Expect(page.Verdict).ToContainTextAsync("Không thấy tiếp xúc với ca bệnh");
        await page.GoAsync("/lists");
        await Expect(page.Page.GetByText("Bà ngoại, Em Lan")).ToBeVisibleAsync();
        await page.GoAsync("/");
        await Expect(page.Page.Locator(".tag-entry")).ToHaveCountAsync(2);
        await page.Test.ScreenshotAsync("home-two");
    }

    [BrowserTheory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(15)]
    public async Task A_link_that_dies_twice_is_made_again_and_the_sync_ends_well(int frame)
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.DoAsync(bench => (bench.CutAtFrame, bench.LinksToCut) = (frame, 2));
        int before = rig.Bluez.Connects;
        await page.RegisterAsync(tag, "Ông nội");
        Assert.Equal(before + 3, rig.Bluez.Connects);
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();
        Assert.Equal(1, await page.CountAsync("tags"));
    }

    [BrowserFact]
    public async Task A_tag_that_is_carried_off_in_the_middle_leaves_nothing_half_done_and_can_come_back()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[tag].Label));
        await page.Page.FillAsync("#name", "Chị Hoa");
        await page.DoAsync(bench => bench.OnFrame = Once(18, () => bench.Tags[tag].Place(false)));
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.DialogError).ToContainTextAsync("Không thấy thẻ nào.");
        await page.Test.ScreenshotAsync("sync-out-of-range");
        await page.DoAsync(bench => bench.Tags[tag].Place(true));
        await page.Test.PressAsync(tag);
        await page.Button("Thử lại").ClickAsync();
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_chooser_that_is_shut_is_no_error_of_the_tag()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Bố");
        page.Test.Chooser.IsRefusing = true;
        await page.Button("Đồng bộ ngay").ClickAsync();
        await Expect(page.DialogError).ToContainTextAsync("Bạn chưa chọn thẻ.");
        page.Test.Chooser.IsRefusing = false;
        await page.Test.PressAsync(tag);
        await page.Button("Thử lại").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync("Đã đồng bộ xong.");
    }

    [BrowserFact]
    public async Task An_adapter_that_is_missing_is_named_and_the_sync_works_when_it_is_there()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Mẹ");
        await rig.Bluez.SetAdapterAsync(false);
        await page.Button("Đồng bộ ngay").ClickAsync();
        await Expect(page.DialogError).ToContainTextAsync("Bluetooth đang tắt.");
        await rig.Bluez.SetAdapterAsync(true);
        await page.Test.PressAsync(tag);
        await page.Button("Thử lại").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync("Đã đồng bộ xong.");
    }

    // An adapter that is there but off is the browser's own affair: its chooser asks to switch it on, and waits.
    [BrowserFact]
    public async Task Bluetooth_that_is_switched_on_late_lets_the_sync_go_on()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Anh Ba");
        await rig.Bluez.SetPowerAsync(false);
        await page.Button("Đồng bộ ngay").ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("Nhấn nhanh nút trên thẻ");
        await rig.Bluez.SetPowerAsync(true);
        await page.Test.PressAsync(tag);
        await Expect(page.Notice).ToContainTextAsync("Đã đồng bộ xong.");
    }

    [BrowserFact]
    public async Task Who_finds_no_tag_for_some_seconds_is_asked_whether_Bluetooth_is_on()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Cậu Út");

        await rig.UntilClosedAsync(tag);
        await rig.Bluez.UntilNoneAsync();

        // The page's time stands still: no machine is too slow for this.
        double nowMs = await page.Page.EvaluateAsync<double>("() => Date.now()");
        await page.Page.Clock.InstallAsync();
        await page.Page.Clock.PauseAtAsync(DateTimeOffset.FromUnixTimeMilliseconds((long)nowMs + HourMs).UtcDateTime);
        await page.Button("Đồng bộ ngay").ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("Nhấn nhanh nút trên thẻ");
        await page.Page.Clock.FastForwardAsync(7_900);
        await Expect(page.Dialog).Not.ToContainTextAsync("Bluetooth");
        await page.Page.Clock.FastForwardAsync(100);
        await Expect(page.Dialog).ToContainTextAsync("Hãy xem Bluetooth của máy này đã bật chưa");
        await page.Test.ScreenshotAsync("dialog-press-long");
    }

    [BrowserFact]
    public async Task A_browser_without_Bluetooth_says_so_and_what_to_do()
    {
        BrowserNewContextOptions iphone = Contexts.Phone("vi-VN");
        iphone.UserAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, iphone, one => one.AddInitScriptAsync("delete Navigator.prototype.bluetooth"));
        await Expect(page.Page.Locator("main")).ToContainTextAsync("iPhone và iPad không cho trang web dùng Bluetooth.");
        await page.Test.ScreenshotAsync("home-iphone");
    }

    [BrowserTheory]
    [InlineData("Thẻ đúng", 0)]
    [InlineData("Máy này đúng", 5 * HourMs)]
    public async Task A_phone_whose_clock_is_hours_off_sets_no_tag_without_being_asked(string answer, int errorMs)
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, prepare: one => one.AddInitScriptAsync(
            $"const now = Date.now; Date.now = () => now() + {5 * HourMs};"));
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[tag].Label));
        await page.Page.FillAsync("#name", "Cô giáo");
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("Đồng hồ nào đúng?");
        await page.Test.ScreenshotAsync("clock-question");
        await page.Button(answer).ClickAsync();
        await Expect(page.Page.GetByText("Tiếp xúc mỗi ngày")).ToBeVisibleAsync();

        // A tag to whom it is night all of a sudden restarts first.
        await rig.UntilClockAsync(tag, errorMs);
        await page.DoAsync(bench => bench.PutClocksRight());
    }

    [BrowserFact]
    public async Task A_page_that_is_closed_in_the_middle_has_kept_the_tag_and_half_a_sync_of_nothing()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[tag].Label));
        await page.Page.FillAsync("#name", "Cháu Minh");
        TaskCompletionSource isHalf = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.DoAsync(bench => bench.OnFrame = Once(20, isHalf.SetResult));
        await page.Test.PressAsync(tag);
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await isHalf.Task.WaitAsync(TimeSpan.FromMilliseconds(BrowserRig.PatienceMs));
        await page.Test.ReopenAsync();
        await Expect(page.Page.Locator(".tag-entry")).ToContainTextAsync("Chưa đồng bộ lần nào");
        await page.Page.Locator(".tag-entry").ClickAsync();
        await rig.UntilAsync(tag, state => !state.IsLinked);
        await page.SyncAsync(tag);
    }

    [BrowserFact]
    public async Task Storage_that_was_cleared_leads_back_to_the_label()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Dì Tư");
        ICDPSession session = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await session.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = rig.Address.TrimEnd('/'), ["storageTypes"] = "indexeddb" });
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("main")).ToContainTextAsync("Có thể dữ liệu của trình duyệt đã bị xóa.");
        await page.GoAsync("/");
        await Expect(page.Page.Locator("main")).ToContainTextAsync("Chưa có thẻ nào trên máy này");
    }

    [BrowserFact]
    public async Task Storage_that_is_full_is_named_and_nothing_is_kept()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, prepare: one => one.AddInitScriptAsync(
            """
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...row) {
              if (this.name === 'tags') { throw new DOMException('full', 'QuotaExceededError'); }
              return put.apply(this, row);
            };
            """));
        await page.TypeCodeAsync(await page.TypedCodeAsync(rig.Tags.States[PatientsNeighbour].Label));
        await page.Button("Lưu và đồng bộ").ClickAsync();
        await Expect(page.Notice).ToContainTextAsync("Bộ nhớ của trình duyệt đã đầy");
        Assert.Equal(0, await page.CountAsync("tags"));
    }

    private static Action Once(int frame, Action happens)
    {
        int seen = 0;
        return () =>
        {
            if (++seen == frame)
            {
                happens();
            }
        };
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>A school's round over Bluetooth: each tag once, whatever the links do, and nothing about contacts.</summary>
[Collection(RigCollection.Name)]
public sealed class KioskTests(BrowserRig rig)
{
    [BrowserFact]
    public async Task A_round_goes_on_over_lost_links_and_a_closed_page_and_takes_each_tag_once()
    {
        int[] tags = [rig.TakeTag(), rig.TakeTag(), rig.TakeTag()];
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, Contexts.Laptop("vi-VN"));
        await SetUpAsync(page, [.. tags.Select(tag => rig.Tags.States[tag])]);
        await page.Test.ScreenshotAsync("kiosk-setup");
        await page.Page.Locator("[data-mode=sync]").ClickAsync();
        await Expect(page.Page.Locator(".tile[data-state=waiting]")).ToHaveCountAsync(3);

        await page.DoAsync(bench => (bench.CutAtFrame, bench.LinksToCut) = (11, 2));
        await ServeAsync(page, tags[0]);
        await Expect(Tile(page, tags[0])).ToHaveAttributeAsync("data-state", "done");
        await page.Test.ScreenshotAsync("kiosk-round");

        // Pressed once more by somebody who was served already, while another one waits.
        await ServeAsync(page, tags[0]);
        await Expect(page.Page.Locator(".panel")).ToContainTextAsync("Thẻ này đã làm rồi.");

        await page.Test.ReopenAsync("#/kiosk");
        await page.Page.GetByText("Tiếp tục vòng đang dở (1/3)").ClickAsync();
        foreach (int tag in tags[1..])
        {
            await ServeAsync(page, tag);
            await Expect(Tile(page, tag)).ToHaveAttributeAsync("data-state", "done");
        }

        await Expect(page.Page.Locator(".panel")).ToContainTextAsync("Tất cả đã xong");
        await page.Page.GetByText("Báo cáo cho văn phòng").ClickAsync();
        await Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(3);
        await page.Test.ScreenshotAsync("kiosk-report");
        string kept = await page.Page.EvaluateAsync<string>(KeptOfRound);
        Assert.Contains("\"batteryPercent\":", kept);
        foreach (string word in new[] { "around", "close", "verdict", "level" })
        {
            Assert.DoesNotContain($"\"{word}\"", kept, StringComparison.OrdinalIgnoreCase);
        }
    }

    [BrowserFact]
    public async Task A_tag_of_another_school_is_turned_away_and_a_lost_one_is_shown_as_a_problem()
    {
        int mine = rig.TakeTag();
        int strange = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, Contexts.Laptop("vi-VN"));
        await SetUpAsync(page, [rig.Tags.States[mine]]);
        await page.Page.Locator("[data-mode=gate]").ClickAsync();
        await ServeAsync(page, strange);
        await Expect(page.Page.Locator(".panel")).ToContainTextAsync("Thẻ này không có trong danh sách của trạm.");
        await rig.UntilAsync(strange, state => !state.IsLinked);
        await page.DoAsync(bench => bench.OnFrame = Once(9, () => bench.Tags[mine].Place(false)));
        await ServeAsync(page, mine);
        await Expect(Tile(page, mine)).ToHaveAttributeAsync("data-state", "problem");
        await page.Test.ScreenshotAsync("kiosk-problem");
        await page.DoAsync(bench => bench.Tags[mine].Place(true));
        await ServeAsync(page, mine);
        await Expect(Tile(page, mine)).ToHaveAttributeAsync("data-state", "done");
    }

    [BrowserFact]
    public async Task Files_that_are_no_roster_are_named()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig, Contexts.Laptop("vi-VN"));
        await page.GoAsync("/kiosk");
        await UploadAsync(page, 0, "photo.csv", "\u0089PNG\n\n");
        await Expect(page.Notice).ToContainTextAsync("Không đọc được tệp này.");
        await UploadAsync(page, 0, "roster.csv", "serial,state,holder\n1001,stored,\n");
        await Expect(page.Notice).ToContainTextAsync("Tệp không có thẻ nào đang được cấp phát.");
    }

    /// <summary>Gives the page a roster of these tags, holders from 1, and all their labels in one file.</summary>
    internal static async Task SetUpAsync(FamilyPage page, IReadOnlyList<DemoTagState> tags)
    {
        await page.GoAsync("/kiosk");
        StringBuilder roster = new("serial,state,holder\n");
        for (int i = 0; i < tags.Count; i++)
        {
            roster.Append(CultureInfo.InvariantCulture, $"{tags[i].Serial},issued,{i + 1}\n");
        }

        await UploadAsync(page, 0, "roster.csv", roster.ToString());
        await Expect(page.Page.Locator("main .mark").First).ToContainTextAsync($"{tags.Count}");
        await UploadAsync(page, 1, "labels.txt", string.Join('\n', tags.Select(tag => tag.Label)));
        await Expect(page.Page.Locator("main .mark.good")).ToHaveCountAsync(2);
    }

    private const string KeptOfRound = """
        () => new Promise((resolve, reject) => {
          const open = indexedDB.open('bluezonetag');
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const request = open.result.transaction('settings').objectStore('settings').getAll();
            request.onsuccess = () => { open.result.close(); resolve(JSON.stringify(request.result)); };
          };
        })
        """;

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

    private static ILocator Tile(FamilyPage page, int tag) => page.Page.Locator($".tile[data-serial='{1001 + tag}']");

    private static async Task ServeAsync(FamilyPage page, int tag)
    {
        await page.Test.PressAsync(tag);
        await page.Button("Thẻ tiếp theo").ClickAsync();
    }

    private static Task UploadAsync(FamilyPage page, int place, string name, string content) => page.Page.Locator("input[type=file]").Nth(place).SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(content) });
}

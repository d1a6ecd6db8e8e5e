using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Kiosk.Demo;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Family;

/// <summary>Exposure lists from files: the authority's, and those that go to no tag.</summary>
[Collection(RigCollection.Name)]
public sealed class ListTests(BrowserRig rig)
{
    private const long DaySeconds = SlotTime.DayMs / 1000;

    [BrowserFact]
    public async Task A_list_of_the_authority_is_taken_and_kept()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await TakeAsync(page, await ListAsync(0, "tay-ho-7"));
        await Expect(page.Notice).ToContainTextAsync("Đã nhận danh sách tay-ho-7.");
        await page.Page.ReloadAsync();
        await Expect(page.Page.GetByText("tay-ho-7")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_list_of_a_dozen_people_goes_to_the_tag_in_frames_that_the_link_carries()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        InfoEntry[] people = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => EntryAsync(0)));
        await TakeAsync(page, rig.Demo.Authority.Publish("dozen", people[0].EndSeconds, people));
        await Expect(page.Notice).ToContainTextAsync("Đã nhận danh sách dozen.");
        rig.Bluez.LongestWrite = 0;
        int ahead = rig.Bluez.WritesAhead;
        await page.RegisterAsync(tag, "Bác Năm");

        // Two chunks of six people, longer than a frame each, beside the Hello and the header.
        Assert.True(rig.Bluez.WritesAhead >= ahead + 3, $"{rig.Bluez.WritesAhead - ahead} frames without response");
        await Expect(page.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        await Expect(page.Verdict).ToContainTextAsync("dozen");
        Assert.InRange(rig.Bluez.LongestWrite, 100, DemoBench.Mtu - 3);
    }

    [BrowserFact]
    public async Task A_list_of_a_month_ago_is_expired()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await TakeAsync(page, await ListAsync(30, "old"));
        await Expect(page.Notice).ToContainTextAsync("Danh sách đã hết hạn");
        await Expect(page.Page.GetByText("old", new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_list_of_a_stranger_goes_nowhere()
    {
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        InfoEntry entry = await EntryAsync(0);
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await TakeAsync(page, PublishedList.Publish(ExposureRule.ListOfF0, "strange", entry.StartSeconds, [entry], stranger));
        await Expect(page.Notice).ToContainTextAsync("Không rõ ai đã ký danh sách.");
    }

    [BrowserFact]
    public async Task A_list_that_was_altered_goes_nowhere()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        string list = Encoding.UTF8.GetString(await ListAsync(0, "altered"));
        await TakeAsync(page, Encoding.UTF8.GetBytes(list.Replace("\"altered\"", "\"altered2\"", StringComparison.Ordinal)));
        await Expect(page.Notice).ToContainTextAsync("Chữ ký của danh sách không đúng");
    }

    private static async Task TakeAsync(FamilyPage page, byte[] list)
    {
        await page.GoAsync("/lists");
        await page.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "list.json", MimeType = "application/json", Buffer = list });
    }

    private async Task<byte[]> ListAsync(int daysAgo, string name)
    {
        InfoEntry entry = await EntryAsync(daysAgo);
        return rig.Demo.Authority.Publish(name, entry.EndSeconds, entry);
    }

    private async Task<InfoEntry> EntryAsync(int daysAgo)
    {
        long midnight = await rig.Tags.AskAsync(bench => (SlotTime.DayOf(bench.NowUtcMs) - daysAgo) * DaySeconds);
        return new InfoEntry(RandomNumberGenerator.GetBytes(DailyKeyChain.KeyLength), midnight, midnight + DaySeconds, SlotTime.SlotsPerDay);
    }
}

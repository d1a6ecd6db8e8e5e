using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>Every view in both languages, on a phone and on a laptop, light and dark: nothing that axe finds fault with, and a picture of it.</summary>
[Collection(RigCollection.Name)]
public sealed class AccessibilityTests(BrowserRig rig)
{
    private static readonly (string Language, string Size, ColorScheme Scheme)[] Looks =
    [
        ("vi", "phone", ColorScheme.Light), ("vi", "laptop", ColorScheme.Dark), ("en", "phone", ColorScheme.Dark), ("en", "laptop", ColorScheme.Light),
    ];

    private static readonly string[] Views = ["/", "/add", "/lists", "/help", "/kiosk", "/kiosk/round", "/kiosk/report"];

    [BrowserFact]
    public async Task Every_view_can_be_used_by_everybody()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Bà ngoại");
        await KioskTests.SetUpAsync(page, [.. rig.Tags.States.Take(12)]);
        await page.Page.Locator("[data-mode=sync]").ClickAsync();
        await Expect(page.Page.Locator(".tile")).ToHaveCountAsync(12);
        await page.GoAsync("/");
        string tagView = (await page.Page.Locator(".tag-entry").GetAttributeAsync("href"))!.TrimStart('#');
        List<string> found = [];
        foreach ((string language, string size, ColorScheme scheme) in Looks)
        {
            await LookAsync(page, language, size, scheme);
            foreach (string view in Views.Concat([tagView, tagView + "/release", tagView + "/hand-back"]))
            {
                await page.GoAsync(view);
                string name = view == tagView ? "tag" : view == "/" ? "home" : view.Split('/')[^1];
                found.AddRange((await Accessibility.ViolationsAsync(page.Page)).Select(one => $"{name} {language} {size} {scheme}: {one}"));
                await page.Test.ScreenshotAsync($"{name}-{language}-{size}");
            }
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found.Distinct()));
    }

    [BrowserFact]
    public async Task The_dialog_of_a_sync_can_be_used_by_everybody()
    {
        int tag = rig.TakeTag();
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await page.RegisterAsync(tag, "Bà ngoại");
        await page.Button("Đồng bộ ngay").ClickAsync();
        await Expect(page.Dialog).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page.Page);
        await page.Test.ScreenshotAsync("dialog-press");
    }

    [BrowserFact]
    public async Task The_check_above_would_find_a_fault()
    {
        await using FamilyPage page = await FamilyPage.OpenAsync(rig);
        await Expect(page.Page.Locator("h1")).ToBeVisibleAsync();
        await page.Page.EvaluateAsync("() => { document.querySelector('main').append(document.createElement('button')); }");
        Assert.Contains(await Accessibility.ViolationsAsync(page.Page), one => one.StartsWith("button-name", StringComparison.Ordinal));
    }

    private static async Task LookAsync(FamilyPage page, string language, string size, ColorScheme scheme)
    {
        ViewportSize viewport = (size == "phone" ? Contexts.Phone("vi-VN") : Contexts.Laptop("vi-VN")).ViewportSize!;
        await page.Page.SetViewportSizeAsync(viewport.Width, viewport.Height);
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        if (await page.Page.EvaluateAsync<string>("() => document.documentElement.lang") != language)
        {
            await page.Page.Locator("button.language").ClickAsync();
            await Expect(page.Page.Locator($"html[lang={language}]")).ToBeAttachedAsync();
        }
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>
/// The test assembly is a program, too: figures and pictures that no test should depend on, made with the same rig. `speed`, `class` or `pictures`.
/// </summary>
internal static class Bench
{
    private const int UserError = 2;
    private const int ColdStarts = 5;
    private const int ClassSize = 30;
    private const int LookMs = 200;
    private const double ClassCuts = 0.03;
    private const int PupilsAtATime = 3;
    private const int ClassLimitMs = 900_000;
    private const int ServedInPicture = 5;

    public static async Task<int> Main(string[] arguments)
    {
        Func<Task>? work = arguments.FirstOrDefault() switch
        {
            "speed" => SpeedAsync,
            "class" => ClassAsync,
            "pictures" => PicturesAsync,
            _ => null,
        };
        if (work == null || Programs.Missing != null)
        {
            await Console.Error.WriteLineAsync(Programs.Missing ?? "Say speed, class or pictures behind --.");
            return UserError;
        }

        await work();
        return 0;
    }

    // A browser that has never been here, the host warm: from the navigation's start until the view stands and can be clicked. Then a day's sync, in real time.
    private static async Task SpeedAsync()
    {
        await using OpenRig rig = await OpenRig.StartAsync(new DemoOptions { Tags = 3 });
        for (int i = 0; i < ColdStarts; i++)
        {
            IBrowser browser = await rig.Rig.LaunchAsync();
            IPage page = await (await browser.NewContextAsync(Contexts.Phone("vi-VN"))).NewPageAsync();
            await page.AddInitScriptAsync(FirstViewTests.NoteReady);
            await page.GotoAsync(rig.Rig.Address);
            await page.Locator("body[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
            double readyMs = await page.EvaluateAsync<double>("() => window.readyAt");
            double paintMs = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
            (double sent, double unpacked) = (await FirstViewTests.BytesAsync(page, "encodedBodySize"), await FirstViewTests.BytesAsync(page, "decodedBodySize"));
            Console.WriteLine($"cold start {i + 1}: first paint {paintMs:0} ms, interactive after {readyMs:0} ms, {sent / 1000:0.0} KB as sent, {unpacked / 1000:0.0} KB unpacked");
            await browser.DisposeAsync();
        }

        await using FamilyPage family = await FamilyPage.OpenAsync(rig.Rig);
        await family.DoAsync(bench => bench.AreChecksInstant = false);
        await family.TypeCodeAsync(await family.TypedCodeAsync(rig.Rig.Tags.States[1].Label));
        Stopwatch watch = Stopwatch.StartNew();
        await family.SaveAndSyncAsync(1, "Bà ngoại");
        await Expect(family.Verdict).ToHaveAttributeAsync("data-verdict", "none");
        Console.WriteLine($"a new tag's first verdict from the press of the button: {watch.Elapsed.TotalSeconds:0.0} s");
        await family.DoAsync(bench => bench.Press(1));
        watch.Restart();
        await family.Button("Đồng bộ ngay").ClickAsync();
        await Expect(family.Notice).ToContainTextAsync("Đã đồng bộ xong.");
        Console.WriteLine($"a day's sync from the press of the button, links as in the demo: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    // A class passes the kiosk: three pupils at a time press their buttons and a link dies with each frame by chance, all in real time. Over the demo's
    // WebSocket, where nobody has to answer the browser's chooser thirty times.
    private static async Task ClassAsync()
    {
        await using OpenRig rig = await OpenRig.StartAsync(new DemoOptions { Tags = ClassSize, CutShare = ClassCuts });
        rig.Rig.Configuration.Demo = true;
        await using FamilyPage page = await FamilyPage.OpenAsync(rig.Rig, Contexts.Laptop("vi-VN"));
        await KioskTests.SetUpAsync(page, rig.Rig.Tags.States);
        await page.Page.Locator("[data-mode=sync]").ClickAsync();
        Stopwatch watch = Stopwatch.StartNew();
        await page.Button("Bắt đầu nhận thẻ").ClickAsync();
        HashSet<int> served = [];
        int presses = 0;
        while (served.Count < ClassSize && watch.ElapsedMilliseconds < ClassLimitMs)
        {
            foreach (int waiting in Enumerable.Range(0, ClassSize).Where(tag => !served.Contains(tag)).Take(PupilsAtATime))
            {
                if (!rig.Rig.Tags.States[waiting].IsOpen)
                {
                    await page.DoAsync(bench => bench.Press(waiting));
                    await rig.Rig.UntilAsync(waiting, state => state.IsOpen);
                    presses++;
                }
            }

            await Task.Delay(LookMs);
            string[] done = await page.Page.Locator(".tile[data-state=done]").EvaluateAllAsync<string[]>("tiles => tiles.map(tile => tile.dataset.serial)");
            served = [.. done.Select(serial => int.Parse(serial) - 1001)];
        }

        int cuts = await rig.Rig.Tags.AskAsync(bench => bench.CutCount);
        int syncs = await rig.Rig.Tags.AskAsync(bench => bench.Tags.Sum(tag => tag.Tag.Radio.Gatt.OpenCount));
        Console.WriteLine($"{served.Count} of {ClassSize} tags in {watch.Elapsed.TotalSeconds:0} s, {cuts} links died, {presses} presses, {syncs} windows");
        await page.Test.ScreenshotAsync("class-done");
    }

    // For the README: a family's tag with its verdict, and a class half way, against the tags of the demo.
    private static async Task PicturesAsync()
    {
        string folder = Path.Combine(PageUnderTest.Repository, "docs", "images");
        await using OpenRig rig = await OpenRig.StartAsync(new DemoOptions { Tags = 8 });
        await using FamilyPage family = await FamilyPage.OpenAsync(rig.Rig);
        await family.RegisterAsync(0, "Bà ngoại");
        await family.DoAsync(bench => bench.FinishCheck(0));
        await family.SyncAsync(0);
        await family.GoAsync("/");
        await family.Page.Locator(".tag-entry").ClickAsync();
        await Expect(family.Verdict).ToHaveAttributeAsync("data-verdict", "f1");
        await PictureAsync(family.Page, Path.Combine(folder, "kiosk-family.png"));

        await using FamilyPage school = await FamilyPage.OpenAsync(rig.Rig, Contexts.Laptop("vi-VN"));
        await KioskTests.SetUpAsync(school, rig.Rig.Tags.States);
        await school.Page.Locator("[data-mode=gate]").ClickAsync();
        for (int tag = 0; tag < ServedInPicture; tag++)
        {
            await school.Test.PressAsync(tag);
            await school.Button("Thẻ tiếp theo").ClickAsync();
            await Expect(school.Page.Locator(".tile[data-state=done]")).ToHaveCountAsync(tag + 1);
        }

        await PictureAsync(school.Page, Path.Combine(folder, "kiosk-gate.png"));
    }

    private static async Task PictureAsync(IPage page, string path)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine($"{path}: {new FileInfo(path).Length / 1024} KB");
    }

    private sealed class OpenRig : IAsyncDisposable
    {
        public BrowserRig Rig { get; private init; } = null!;

        public static async Task<OpenRig> StartAsync(DemoOptions options)
        {
            OpenRig made = new() { Rig = new BrowserRig(options) };
            await made.Rig.InitializeAsync();
            return made;
        }

        public async ValueTask DisposeAsync() => await Rig.DisposeAsync();
    }
}

using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>What a family does with the page, in the page's own words. Vietnamese, as the page speaks when nobody has chosen.</summary>
internal sealed class FamilyPage(BrowserRig rig, PageUnderTest test) : IAsyncDisposable
{
    public PageUnderTest Test => test;

    public IPage Page => test.Page;

    /// <summary>What the page says went well or wrong, outside of dialogs.</summary>
    public ILocator Notice => Page.Locator("main .notice");

    /// <summary>The dialog that is open.</summary>
    public ILocator Dialog => Page.Locator("dialog[open]");

    /// <summary>What the dialog says went wrong.</summary>
    public ILocator DialogError => Dialog.Locator(".error");

    /// <summary>The exposure verdict.</summary>
    public ILocator Verdict => Page.Locator(".verdict");

    public static async Task<FamilyPage> OpenAsync(BrowserRig rig, BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null) =>
        new(rig, await PageUnderTest.OpenAsync(rig, options: options, prepare: prepare));

    /// <summary>A button by its words, or the beginning of them.</summary>
    public ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^" + Regex.Escape(words)) });

    /// <summary>Goes to another view of the page.</summary>
    public async Task GoAsync(string path)
    {
        await Page.EvaluateAsync("path => { location.hash = path; }", path);
        await Expect(Page.Locator($"body[data-ready='{path}']")).ToBeAttachedAsync();
    }

    /// <summary>The code that people would type from the label of a tag.</summary>
    public Task<string> TypedCodeAsync(string label) => Page.EvaluateAsync<string>(
        "async label => { const claim = await import('/js/claim/claim.js'); return claim.typedCodeOf(claim.readLabel(label)); }", label);

    /// <summary>Types a code and has it checked.</summary>
    public async Task TypeCodeAsync(string code)
    {
        await GoAsync("/add");
        await Page.FillAsync("#code", code);
        await Button("Kiểm tra mã").ClickAsync();
    }

    /// <summary>Presses the tag's button, saves the tag whose code has been read, and lets it sync.</summary>
    public async Task SaveAndSyncAsync(int tag, string name)
    {
        await Page.FillAsync("#name", name);
        await test.PressAsync(tag);
        await Button("Lưu và đồng bộ").ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(name);
        await Expect(Page.Locator("#more-title")).ToBeVisibleAsync();
    }

    /// <summary>A tag comes to the family by its typed code, and is synced.</summary>
    public async Task RegisterAsync(int tag, string name)
    {
        await TypeCodeAsync(await TypedCodeAsync(rig.Tags.States[tag].Label));
        await SaveAndSyncAsync(tag, name);
    }

    /// <summary>The tag's button and the page's, and nothing more.</summary>
    public async Task StartSyncAsync(int tag)
    {
        await test.PressAsync(tag);
        await Button("Đồng bộ ngay").ClickAsync();
    }

    /// <summary>A whole sync.</summary>
    public async Task SyncAsync(int tag)
    {
        await StartSyncAsync(tag);
        await Expect(Notice).ToContainTextAsync("Đã đồng bộ xong.");
    }

    /// <summary>How many records the page keeps in a store of its database.</summary>
    public Task<int> CountAsync(string store) => Page.EvaluateAsync<int>(
        """
        store => new Promise((resolve, reject) => {
          const open = indexedDB.open('bluezonetag');
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const request = open.result.transaction(store).objectStore(store).count();
            request.onsuccess = () => { open.result.close(); resolve(request.result); };
          };
        })
        """,
        store);

    /// <summary>Something happens to the tags.</summary>
    public Task DoAsync(Action<DemoBench> command) => test.DoAsync(command);

    public ValueTask DisposeAsync() => test.DisposeAsync();
}

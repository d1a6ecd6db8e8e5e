using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>
/// One page in a browser context of its own, with somebody at the device chooser. Closing it asserts what holds for every page: no error on the console, no
/// request to another origin.
/// </summary>
internal sealed class PageUnderTest : IAsyncDisposable
{
    private readonly BrowserRig _rig;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _actions = new();

    // A click or a tap is one action, a field that is filled another, however many keys that takes.
    private const string CountActions = """
        let field = null;
        document.addEventListener('click', event => { field = null; window.acted('click ' + event.target.closest('a, button, label, input')?.textContent.trim()); }, true);
        document.addEventListener('input', event => { if (field !== event.target) { field = event.target; window.acted('type ' + field.id); } }, true);
        """;

    private PageUnderTest(BrowserRig rig, IPage page) => (_rig, Page) = (rig, page);

    public IPage Page { get; private set; }

    public Chooser Chooser { get; private set; } = null!;

    /// <summary>All that a person has done, in the order: `press` and `hold` for the tag's button, `click` and `type` for the page, `choose` and `pair` for the browser's list of devices.</summary>
    public IReadOnlyList<string> Actions => [.. _actions];

    /// <summary>The folder of the repository; the program's own where there is none.</summary>
    public static string Repository
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder != null && !File.Exists(Path.Combine(folder.FullName, "BluezoneTag.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? AppContext.BaseDirectory;
        }
    }

    private static string ArtifactFolder => Path.Combine(Repository, "artifacts", "screenshots");

    public static async Task<PageUnderTest> OpenAsync(BrowserRig rig, string path = "", BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        IBrowserContext context = await rig.Browser.NewContextAsync(options ?? Contexts.Phone("vi-VN"));
        context.SetDefaultTimeout(BrowserRig.PatienceMs);
        IPage page = await context.NewPageAsync();
        PageUnderTest made = new(rig, page);
        made.Chooser = await Chooser.AttachAsync(page, made._actions.Enqueue);
        made.Watch();

        // What a test before this one has laid in wait for a frame that never came.
        await made.DoAsync(bench => (bench.OnFrame, bench.LinksToCut, bench.AreChecksInstant) = (null, 0, true));
        await page.ExposeFunctionAsync<string>("acted", made._actions.Enqueue);
        await page.AddInitScriptAsync(CountActions);
        await (prepare?.Invoke(page) ?? Task.CompletedTask);
        await page.GotoAsync(rig.Address + path);
        return made;
    }

    /// <summary>Somebody closes the page, in the middle of whatever it does, and opens it again.</summary>
    public async Task ReopenAsync(string path = "")
    {
        IPage next = await Page.Context.NewPageAsync();
        await Page.CloseAsync();
        Page = next;
        Chooser = await Chooser.AttachAsync(next, _actions.Enqueue);
        await Page.GotoAsync(_rig.Address + path);
    }

    /// <summary>Keeps a picture of the whole page among the artefacts.</summary>
    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ArtifactFolder, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

    /// <summary>Somebody takes one tag near, and no other, and presses its button; done when its window is open and the browser could find it.</summary>
    public async Task PressAsync(int tag)
    {
        _actions.Enqueue("press");
        await DoAsync(bench =>
        {
            foreach (DemoTag one in bench.Tags)
            {
                one.Place(one.Index == tag);
            }

            bench.PressAndOpen(tag);
        });
        await _rig.UntilAsync(tag, state => state.IsOpen);
        await _rig.Bluez.UntilOnlyAsync(tag);
    }

    /// <summary>Something happens to the tags.</summary>
    public Task DoAsync(Action<DemoBench> command) => _rig.Tags.AskAsync(bench =>
    {
        command(bench);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_complaints);
    }

    private void Watch()
    {
        Page.Context.WebError += (_, error) => _complaints.Enqueue($"uncaught: {error.Error}");
        Page.Context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"console: {message.Text} at {message.Location}");
            }
        };
        Page.Context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_rig.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:" + _rig.Address, StringComparison.Ordinal))
            {
                _complaints.Enqueue($"request to {request.Url}");
            }
        };
    }
}

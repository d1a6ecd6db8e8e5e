using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;
using BluezoneTag.Kiosk.Serving;
using BluezoneTag.Simulator.Sync;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>
/// The real host with its page, simulated tags in real time, a Chromium, and between browser and tags a stand-in of Linux's Bluetooth service. Made once for
/// all tests: each takes tags of its own.
/// </summary>
public sealed class BrowserRig : IAsyncLifetime
{
    private const int TagCount = 46;
    private const int HistoryHours = 22;
    private const int GoodbyeStepMs = 1000;

    // Longer than a tag keeps its window open without a session.
    private const int LongestOpenMs = 80_000;

    // Links are as quick as the firmware lets them be: the tests wait for nothing else.
    private static readonly DemoOptions Quick = new()
    {
        Tags = TagCount,
        HistoryHours = HistoryHours,
        Link = new LinkProfile { MaxFrameLength = DemoBench.Mtu - 3, BytesPerSecond = 100_000, LatencyMs = 2, ConnectMs = 50 },
    };

    private readonly DemoOptions _options;
    private WebApplication _app = null!;
    private PrivateBus _bus = null!;
    private IPlaywright _playwright = null!;
    private int _tagsTaken;

    /// <summary>For the tests.</summary>
    public BrowserRig()
        : this(Quick)
    {
    }

    /// <summary>With tags of another kind.</summary>
    internal BrowserRig(DemoOptions options) => _options = options;

    /// <summary>How long anything is waited for before a test gives up, in milliseconds: for a machine that has many other things to do.</summary>
    internal const int PatienceMs = 120_000;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the page is, with a slash at the end.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The simulated tags.</summary>
    public DemoThread Tags => Demo.Thread;

    /// <summary>What the page is told at its start.</summary>
    public PageConfiguration Configuration => _app.Services.GetRequiredService<PageConfiguration>();

    internal DemoHost Demo => _app.Services.GetRequiredService<DemoHost>();

    internal FakeBluez Bluez { get; private set; } = null!;

    internal FakeCamera Camera { get; } = new();

    // Nothing is asked of the network by the browser itself; a container has no sandbox for it.
    private string[] Arguments =>
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-features=WebBluetooth",
        "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={Camera.File}",
    ];

    public async Task InitializeAsync()
    {
        if (Programs.Missing != null)
        {
            return;
        }

        _app = KioskHost.Create(new KioskOptions { Port = 0, IsDemo = true, Demo = _options });
        Configuration.Demo = false;
        await _app.StartAsync();
        Address = KioskHost.AddressOf(_app);
        _bus = await PrivateBus.StartAsync();
        await Tags.Ready;
        Bluez = await FakeBluez.StartAsync(_bus.Address, Tags);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        Browser = await LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        Camera.Dispose();
        if (Programs.Missing != null)
        {
            return;
        }

        await Browser.DisposeAsync();
        _playwright.Dispose();
        await Bluez.DisposeAsync();
        _bus.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A tag that no other test has: its place on the bench. Tag 0, who met the patient, is taken by name.</summary>
    public int TakeTag() => ++_tagsTaken < TagCount ? _tagsTaken : throw new InvalidOperationException($"More than {TagCount} tags are needed: raise {nameof(TagCount)}.");

    /// <summary>Waits until a simulated tag is as wanted; throws, with what it was last, when that does not come.</summary>
    public async Task UntilAsync(int tag, Func<DemoTagState, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(PatienceMs);
        try
        {
            await foreach (IReadOnlyList<DemoTagState> states in Tags.WatchAsync(limit.Token))
            {
                if (isWanted(states[tag]))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Tag {tag} did not become as wanted: {Tags.States[tag]}", exception);
        }
    }

    /// <summary>
    /// Waits until nobody is linked to a tag and its window is closed. The page does not wait for the answer to its goodbye for long: when that was lost the
    /// tag's own time has to pass, and it passes at once.
    /// </summary>
    public async Task UntilClosedAsync(int tag)
    {
        await UntilAsync(tag, state => !state.IsLinked);
        for (int waitedMs = 0; await Tags.AskAsync(bench => bench.Tags[tag].State.IsOpen); waitedMs += GoodbyeStepMs)
        {
            Assert.InRange(waitedMs, 0, LongestOpenMs);
            await Tags.AskAsync(bench =>
            {
                bench.Skip(GoodbyeStepMs);
                return true;
            });
        }
    }

    /// <summary>Waits until the clock of a tag is off by so many milliseconds, give or take two seconds.</summary>
    public async Task UntilClockAsync(int tag, int errorMs)
    {
        using var limit = new CancellationTokenSource(PatienceMs);
        while (Math.Abs(await Tags.AskAsync(bench => bench.ClockErrorMs(tag)) - errorMs) > 2000)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Another browser, with more arguments.</summary>
    internal Task<IBrowser> LaunchAsync(params string[] more)
    {
        Dictionary<string, string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string)one.Value!);
        environment["DBUS_SYSTEM_BUS_ADDRESS"] = _bus.Address;
        return _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.Chromium,
            Env = environment,
            Args = [.. Arguments, .. more],
            Timeout = PatienceMs,
        });
    }
}

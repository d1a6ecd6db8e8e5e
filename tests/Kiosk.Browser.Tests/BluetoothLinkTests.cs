using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>The page's Bluetooth and protocol modules, without its views, against the firmware.</summary>
[Collection(RigCollection.Name)]
public sealed class BluetoothLinkTests(BrowserRig rig)
{
    private const string Body = """
        <link rel="icon" href="/demo/icon.svg">
        <button>go</button>
        <script type="module">
          import { BluetoothTransport } from '/js/links/bluetooth-link.js';
          import { deviceClock as clock, deviceRandom as random } from '/js/platform/clock.js';
          import { DaySync } from '/js/sync/day-sync.js';
          import { run } from '/js/sync/runner.js';
          import { readLabel } from '/js/claim/claim.js';
          document.querySelector('button').onclick = async () => {
            const job = new DaySync({ clock, askClock: async () => true });
            const states = [];
            try {
              const ports = { transport: new BluetoothTransport(), clock, random, onState: state => states.push(state) };
              const { connections } = await run(ports, [readLabel(window.label).secret], job);
              window.outcome = { connections, serial: job.status.serial, days: job.days.length, correctionMs: job.correctionMs };
            } catch (error) {
              window.outcome = { error: `${error.name} ${error.fault ?? error.message}`, states };
            }
          };
        </script>
        """;

    [BrowserFact]
    public async Task A_day_is_synced_in_long_frames()
    {
        int tag = rig.TakeTag();
        await using PageUnderTest page = await OpenAsync(tag);
        await page.PressAsync(tag);
        int ahead = rig.Bluez.WritesAhead;
        JsonElement outcome = await RunAsync(page);
        Assert.Equal(1001 + tag, outcome.GetProperty("serial").GetInt32());

        // Only the Hello has more than one frame: the length of the link's frames is not known before the Challenge.
        Assert.Equal(ahead + 1, rig.Bluez.WritesAhead);
        Assert.Equal(21, outcome.GetProperty("days").GetInt32());
        Assert.Equal(1, outcome.GetProperty("connections").GetInt32());
        Assert.InRange(rig.Bluez.LongestWrite, 24, DemoBench.Mtu - 3);
        await rig.UntilClosedAsync(tag);
    }

    // In the Hello, in the Proof, and somewhere among the reports.
    [BrowserTheory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(13)]
    public async Task A_sync_whose_link_dies_twice_ends_well(int frame)
    {
        int tag = rig.TakeTag();
        await using PageUnderTest page = await OpenAsync(tag);
        await page.PressAsync(tag);
        await page.DoAsync(bench => (bench.CutAtFrame, bench.LinksToCut) = (frame, 2));
        JsonElement outcome = await RunAsync(page);
        Assert.True(outcome.TryGetProperty("serial", out JsonElement serial), outcome.ToString());
        Assert.Equal(1001 + tag, serial.GetInt32());
        Assert.Equal(3, outcome.GetProperty("connections").GetInt32());
    }

    [BrowserFact]
    public async Task A_tag_of_others_is_not_synced()
    {
        int tag = rig.TakeTag();
        await using PageUnderTest page = await OpenAsync(tag - 1);
        await page.PressAsync(tag);
        JsonElement outcome = await RunAsync(page);
        Assert.Equal("SyncError UnknownTag", outcome.GetProperty("error").GetString());
    }

    private static async Task<JsonElement> RunAsync(PageUnderTest page)
    {
        await page.Page.ClickAsync("button");
        IJSHandle outcome = await page.Page.WaitForFunctionAsync("() => window.outcome");
        return await outcome.JsonValueAsync<JsonElement>();
    }

    private Task<PageUnderTest> OpenAsync(int tag) => PageUnderTest.OpenAsync(rig, "bench.html", prepare: async page =>
    {
        await page.RouteAsync("**/bench.html", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = Body }));
        await page.AddInitScriptAsync($"window.label = '{rig.Tags.States[tag].Label}'");
    });
}

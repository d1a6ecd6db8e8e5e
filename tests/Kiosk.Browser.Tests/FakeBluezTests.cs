using System.Threading.Tasks;
using BluezoneTag.Kiosk.Browser.Tests.Rig;
using BluezoneTag.Kiosk.Demo;
using Microsoft.Playwright;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests;

/// <summary>The stand-in of the Bluetooth service itself, from a page of its own: what the tests below it stand on.</summary>
[Collection(RigCollection.Name)]
public sealed class FakeBluezTests(BrowserRig rig)
{
    // Hello of docs/protocol.md 8.4 in one frame: number 1, place 0; length 21, type 1, versions 1 to 1, a nonce.
    private const string Hello = "1,0,0, 21,0,1, 1,1, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16";

    private const string Script = """
        async () => {
          const uuid = n => `01db55a${n}-7ade-4efb-a81b-970f6440e8f1`;
          window.heard = []; window.losses = 0;
          const device = await navigator.bluetooth.requestDevice({ filters: [{ services: [uuid(0)] }] });
          device.addEventListener('gattserverdisconnected', () => window.losses++);
          const service = await (await device.gatt.connect()).getPrimaryService(uuid(0));
          window.command = await service.getCharacteristic(uuid(1));
          const reply = await service.getCharacteristic(uuid(2));
          reply.addEventListener('characteristicvaluechanged', event => window.heard.push(event.target.value.byteLength));
          await reply.startNotifications();
          window.device = device;
        }
        """;

    [BrowserFact]
    public async Task A_page_hears_the_firmware_and_the_rules_of_the_air_hold()
    {
        int tag = rig.TakeTag();
        await using PageUnderTest test = await OpenAsync();
        IPage page = test.Page;
        await test.PressAsync(tag);
        await page.ClickAsync("button");
        await ExpectAsync(page, "window.done", "ok");
        Assert.Equal("ok", await WriteAsync(page, $"[{Hello}]"));

        // The Challenge: 36 bytes behind a frame's header of 3.
        await ExpectAsync(page, "window.heard.join()", "39");
        Assert.Equal("ok", await WriteAsync(page, $"new Uint8Array({DemoBench.Mtu - 3})"));
        Assert.StartsWith("NotSupportedError", await WriteAsync(page, $"new Uint8Array({DemoBench.Mtu - 2})"));
        await test.DoAsync(bench => bench.Tags[tag].Link!.Cut());
        await ExpectAsync(page, "window.losses", "1");
        Assert.StartsWith("NetworkError", await WriteAsync(page, "[1]"));
    }

    private static Task<string> WriteAsync(IPage page, string bytes) => page.EvaluateAsync<string>(
        $"() => window.command.writeValueWithResponse(Uint8Array.from({bytes})).then(() => 'ok', error => error.name + ': ' + error.message)");

    private static async Task ExpectAsync(IPage page, string expression, string value) =>
        await page.WaitForFunctionAsync($"() => String({expression}) === '{value}'");

    private Task<PageUnderTest> OpenAsync() => PageUnderTest.OpenAsync(rig, "bench.html", prepare: page => page.RouteAsync("**/bench.html", route => route.FulfillAsync(
        new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"""
                <link rel="icon" href="/demo/icon.svg">
                <button>go</button>
                <script>
                  const go = {Script};
                  document.querySelector('button').onclick = () => go().then(() => window.done = 'ok', error => window.done = String(error));
                </script>
                """,
        })));
}

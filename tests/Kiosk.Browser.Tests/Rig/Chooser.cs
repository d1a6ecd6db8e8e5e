using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>The person in front of the browser's device chooser: takes the first device, or shuts it.</summary>
internal sealed class Chooser
{
    private readonly ICDPSession _session;
    private readonly HashSet<string> _answered = [];
    private readonly Lock _gate = new();

    private Chooser(ICDPSession session) => _session = session;

    /// <summary>Whether it shuts the chooser instead of taking a device.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>Choosers seen.</summary>
    public int Prompts => _answered.Count;

    public static async Task<Chooser> AttachAsync(IPage page)
    {
        Chooser chooser = new(await page.Context.NewCDPSessionAsync(page));
        chooser._session.Event("DeviceAccess.deviceRequestPrompted").OnEvent += (_, prompt) => _ = chooser.AnswerAsync(prompt!.Value);
        await chooser._session.SendAsync("DeviceAccess.enable");
        return chooser;
    }

    // The prompt comes again with each device that is found, and may begin empty.
    private async Task AnswerAsync(JsonElement prompt)
    {
        string id = prompt.GetProperty("id").GetString()!;
        JsonElement device = prompt.GetProperty("devices").EnumerateArray().FirstOrDefault();
        if (!IsRefusing && device.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        lock (_gate)
        {
            if (!_answered.Add(id))
            {
                return;
            }
        }

        Dictionary<string, object> answer = new() { ["id"] = id };
        if (!IsRefusing)
        {
            answer["deviceId"] = device.GetProperty("id").GetString()!;
        }

        try
        {
            await _session.SendAsync(IsRefusing ? "DeviceAccess.cancelPrompt" : "DeviceAccess.selectPrompt", answer);
        }
        catch (PlaywrightException)
        {
            // The page was closed in this moment.
        }
    }
}

using System;
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

    private readonly Action<string> _acted;

    private Chooser(ICDPSession session, Action<string> acted) => (_session, _acted) = (session, acted);

    /// <summary>Whether it shuts the chooser instead of taking a device.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>Choosers seen.</summary>
    public int Prompts => _answered.Count;

    /// <summary>Somebody sits down before a page; <paramref name="acted"/> is told what is done.</summary>
    public static async Task<Chooser> AttachAsync(IPage page, Action<string> acted)
    {
        Chooser chooser = new(await page.Context.NewCDPSessionAsync(page), acted);
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

            // Browsers ask for a line of the list and for its button.
            _acted("choose");
            _acted("pair");
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

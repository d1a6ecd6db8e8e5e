using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>
/// The stand-in of Linux's Bluetooth service on a private bus, joined to the bench of simulated tags: whose window is open and who lies near is found,
/// and what the browser writes goes to the firmware. FakeBluez/fake_bluez.py says what the lines between the two programs mean.
/// </summary>
internal sealed class FakeBluez : IAsyncDisposable
{
    private const int LookMs = 5;

    private readonly DemoThread _tags;
    private readonly Process _process;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, DemoLink> _links = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiting = new();
    private readonly HashSet<string> _shown = [];
    private volatile string[] _told = [];
    private readonly Lock _gate = new();
    private readonly List<Task> _work = [];
    private int _calls;

    private FakeBluez(DemoThread tags, Process process)
    {
        _tags = tags;
        _process = process;
    }

    /// <summary>Length of the longest frame that the browser wrote.</summary>
    public int LongestWrite { get; set; }

    /// <summary>Frames that the browser wrote.</summary>
    public int Writes { get; private set; }

    /// <summary>Of these, frames without response.</summary>
    public int WritesAhead { get; private set; }

    /// <summary>Links that the browser asked for.</summary>
    public int Connects { get; private set; }

    public static async Task<FakeBluez> StartAsync(string busAddress, DemoThread tags)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "FakeBluez", "fake_bluez.py");
        Process process = Process.Start(new ProcessStartInfo(
            Programs.Python!,
            ["-u", script, busAddress, DemoBench.Mtu.ToString(CultureInfo.InvariantCulture), SyncProtocol.ServiceUuid, SyncProtocol.CommandUuid, SyncProtocol.ReplyUuid])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync() == null)
        {
            throw new InvalidOperationException("The stand-in of the Bluetooth service did not start.");
        }

        FakeBluez made = new(tags, process);
        made._work.Add(made.ListenAsync());
        made._work.Add(made.FollowTagsAsync());
        return made;
    }

    /// <summary>Switches the adapter on or off; done when the browser can know.</summary>
    public Task SetPowerAsync(bool isOn) => OrderAndWaitAsync(new { @do = "power", on = isOn });

    /// <summary>Plugs the adapter in or out.</summary>
    public Task SetAdapterAsync(bool isPresent) => OrderAndWaitAsync(new { @do = "adapter", present = isPresent });

    /// <summary>Waits until this tag, and no other, can be found.</summary>
    public Task UntilOnlyAsync(int tag) => UntilToldAsync(told => told is [string only] && only == $"demo-{tag}");

    /// <summary>Waits until no tag can be found.</summary>
    public Task UntilNoneAsync() => UntilToldAsync(told => told.Length == 0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _process.StandardInput.Close();
        await Task.WhenAll(_work);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _stop.Dispose();
    }

    private async Task UntilToldAsync(Func<string[], bool> isWanted)
    {
        using var limit = new CancellationTokenSource(BrowserRig.PatienceMs);
        while (!isWanted(_told))
        {
            await Task.Delay(LookMs, limit.Token);
        }

        await OrderAndWaitAsync(new { @do = "look" });
    }

    private async Task OrderAndWaitAsync(object order)
    {
        int call = Interlocked.Increment(ref _calls);
        TaskCompletionSource done = _waiting[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Order(order);
        Order(new { @do = "done", call });
        await done.Task;
    }

    private void Order(object order)
    {
        string line = JsonSerializer.Serialize(order);
        lock (_gate)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is string line)
        {
            using JsonDocument happened = JsonDocument.Parse(line);
            Take(happened.RootElement);
        }
    }

    private void Take(JsonElement happened)
    {
        int call = happened.TryGetProperty("call", out JsonElement number) ? number.GetInt32() : 0;
        string tag = happened.TryGetProperty("tag", out JsonElement name) ? name.GetString()! : string.Empty;
        switch (happened.GetProperty("event").GetString())
        {
            case "connect":
                Connects++;
                _ = ConnectAsync(tag, call);
                break;
            case "write":
                byte[] frame = Convert.FromHexString(happened.GetProperty("value").GetString()!);
                Writes++;
                WritesAhead += happened.TryGetProperty("ahead", out _) ? 1 : 0;
                LongestWrite = Math.Max(LongestWrite, frame.Length);
                _ = WriteAsync(tag, call, frame);
                break;
            case "disconnect" when _links.TryRemove(tag, out DemoLink? link):
                link.Dispose();
                break;
            case "done":
                _waiting[call].SetResult();
                break;
        }
    }

    private async Task ConnectAsync(string tag, int call)
    {
        DemoLink? link = await DemoLink.ConnectAsync(_tags, tag, _stop.Token);
        if (link != null)
        {
            _links[tag] = link;
        }

        Order(new { @do = "connected", call, ok = link != null });
        if (link != null)
        {
            await foreach (byte[] frame in link.Frames.ReadAllAsync())
            {
                Order(new { @do = "notify", tag, value = Convert.ToHexString(frame) });
            }

            _links.TryRemove(tag, out _);
            Order(new { @do = "lose", tag });
        }
    }

    private async Task WriteAsync(string tag, int call, byte[] frame)
    {
        bool isOk = false;
        try
        {
            if (_links.TryGetValue(tag, out DemoLink? link))
            {
                await link.WriteAsync(frame);
                isOk = true;
            }
        }
        catch (SyncException)
        {
            // The link is lost: the browser hears of that, too.
        }

        Order(new { @do = "written", call, ok = isOk });
    }

    private async Task FollowTagsAsync()
    {
        try
        {
            await foreach (IReadOnlyList<DemoTagState> states in _tags.WatchAsync(_stop.Token))
            {
                foreach (DemoTagState state in states)
                {
                    string tag = $"demo-{state.Index}";
                    bool isShown = state.IsOpen && state.IsNear;
                    if (isShown ? _shown.Add(tag) : _shown.Remove(tag))
                    {
                        Order(new { @do = isShown ? "show" : "hide", tag });
                    }
                }

                _told = [.. _shown];
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the test run.
        }
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Tests.Sync;

namespace BluezoneTag.Kiosk.Tests.Support;

/// <summary>
/// The page's client in node, and the whole firmware in the simulator behind it: what the client asks of its link is done in virtual time and
/// answered by one line, so a run depends on nothing but its seed and the client's nonces.
/// </summary>
internal sealed class FirmwareBridge : IDisposable
{
    // Far more than a frame takes on the air.
    private const int MaxWriteMs = 1000;

    private readonly Process _node = Process.Start(Node.Start("node", Node.Scripts, "firmware.mjs"))!;
    private IGattLink? _link;

    /// <summary>The bench of the present round.</summary>
    private SyncBench Bench { get; set; } = null!;

    /// <summary>Plays a scenario against <paramref name="bench"/>; returns what the client made of it.</summary>
    public JsonObject Play(SyncBench bench, string scenario, Dictionary<string, JsonNode?> facts)
    {
        Bench = bench;
        _link = null;
        JsonObject next = Ask();
        if ((string?)next["op"] != "next")
        {
            throw new InvalidOperationException($"The client did not wait for a round: {next}");
        }

        Answer(new JsonObject(facts) { ["scenario"] = scenario });
        while (true)
        {
            JsonObject asked = Ask();
            if ((string?)asked["op"] == "outcome")
            {
                Answer([]);
                return asked["outcome"]!.AsObject();
            }

            Answer(Do(asked));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_node.HasExited)
        {
            _node.Kill(entireProcessTree: true);
        }

        _node.Dispose();
    }

    private JsonObject Ask()
    {
        string? line = _node.StandardOutput.ReadLine();
        return line != null ? JsonNode.Parse(line)!.AsObject() : throw new InvalidOperationException("node ended: " + _node.StandardError.ReadToEnd());
    }

    private void Answer(JsonObject answer)
    {
        answer["nowMs"] = Bench.Clock.NowMs;
        answer["utcMs"] = Bench.Clock.UtcMs;
        _node.StandardInput.WriteLine(answer.ToJsonString());
        _node.StandardInput.Flush();
    }

    private JsonObject Do(JsonObject asked)
    {
        try
        {
            return (string?)asked["op"] switch
            {
                "connect" => Connect((string?)asked["peer"]),
                "write" => Write(Convert.FromHexString((string)asked["frame"]!), (bool?)asked["isAhead"] ?? false),
                "read" => Read((int)asked["ms"]!),
                "delay" => Wait((double)asked["ms"]! / 1000),
                "close" => Close(),
                "hold" => Hold((double)asked["seconds"]!),
                "code" => Code((uint)asked["challenge"]!, Convert.FromHexString((string)asked["request"]!)),
                _ => throw new InvalidOperationException($"The client asked {asked}"),
            };
        }
        catch (SyncException exception)
        {
            return new JsonObject { ["fault"] = exception.Fault.ToString() };
        }
    }

    private JsonObject Connect(string? peer)
    {
        _link = Wait(Bench.Transport.ConnectAsync(peer));
        return new JsonObject { ["peer"] = _link.Peer, ["maxFrame"] = _link.MaxFrameLength };
    }

    private JsonObject Write(byte[] frame, bool isAhead)
    {
        Task work = Bench.Pump.Start(() => isAhead ? _link!.WriteAheadAsync(frame) : _link!.WriteAsync(frame));
        for (int waitedMs = 0; !work.IsCompleted && waitedMs < MaxWriteMs; waitedMs++)
        {
            Bench.RunSeconds(0.001);
        }

        Bench.Finish(work);
        return [];
    }

    private JsonObject Read(int milliseconds)
    {
        byte[]? frame = Wait(_link!.ReadAsync(milliseconds));
        return new JsonObject { ["frame"] = frame == null ? null : Convert.ToHexString(frame) };
    }

    private JsonObject Wait(double seconds)
    {
        Bench.RunSeconds(seconds);
        return [];
    }

    private JsonObject Close()
    {
        _link?.Dispose();
        return [];
    }

    private JsonObject Hold(double seconds)
    {
        Bench.HoldIn(seconds);
        return [];
    }

    private JsonObject Code(uint challenge, byte[] body)
    {
        ReleaseRequest request = new();
        request.Read(body, 0);
        return new JsonObject { ["code"] = Bench.CodeFor(request, challenge) };
    }

    private T Wait<T>(Task<T> task)
    {
        Bench.Finish(task);
        return task.GetAwaiter().GetResult();
    }
}

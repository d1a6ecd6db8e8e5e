using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>
/// A link whose other end is the file of vectors: it takes down the client's messages and answers each with the message that was given it.
/// With the file's nonce and secret a client says the file's own bytes.
/// </summary>
internal sealed class VectorPlay : IGattLink, ISyncClock
{
    public static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "sync-vectors.json"))).RootElement;

    private readonly FrameAssembler _frames = new(false);
    private readonly Queue<byte[]> _answers = new();
    private readonly Queue<byte[]> _notifications = new();

    public string Peer => "vectors";

    public int MaxFrameLength { get; init; } = SyncProtocol.MaxFrameLength;

    public long NowMs { get; private set; }

    public long UtcMs => long.Parse(Text("operations", "set_time", "request", "utc_ms"), null);

    public int ErrorMs => int.Parse(Text("operations", "set_time", "request", "error_ms"), null) - 1;

    /// <summary>Messages of the client, hex.</summary>
    public List<string> Said { get; } = [];

    /// <summary>A value that is to be read in an operation's message.</summary>
    public static string Text(string section, string name, string side, string value) =>
        Vectors.GetProperty(section).EnumerateArray().First(one => one.GetProperty("name").GetString() == name).GetProperty(side).GetProperty(value).ToString();

    /// <summary>Bytes of a message of the file.</summary>
    public static byte[] Message(string name) => Convert.FromHexString(
        Vectors.GetProperty("messages").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name).GetProperty("hex").GetString()!);

    /// <summary>A connection that has shaken hands as the file does.</summary>
    public async Task<SyncConnection> ConnectAsync()
    {
        Answer(Convert.FromHexString(Vectors.GetProperty("challenge").GetString()!));
        Answer(Message("welcome"));
        var connection = new SyncConnection(this, this, Random);
        await connection.AuthenticateAsync(Claims());
        return connection;
    }

    public static ClaimRing Claims()
    {
        var claims = new ClaimRing();
        claims.Add(Convert.FromHexString(Vectors.GetProperty("claim_secret").GetString()!));
        return claims;
    }

    public static byte[] Random(int count) => count == SyncProtocol.NonceLength ? Convert.FromHexString(Vectors.GetProperty("client_nonce").GetString()!) : new byte[count];

    /// <summary>What the next message is answered with.</summary>
    public void Answer(byte[] message) => _answers.Enqueue(message);

    public Task WriteAsync(byte[] frame)
    {
        if (_frames.Add(frame, frame.Length))
        {
            Said.Add(Convert.ToHexStringLower(_frames.Message, 0, _frames.Length));
            byte[] answer = _answers.Dequeue();
            byte[] notification = new byte[MaxFrameLength];
            for (int place = 0; place < answer.Length;)
            {
                int count = FrameWriter.Write(answer, answer.Length, place, _frames.Number, true, notification, MaxFrameLength);
                _notifications.Enqueue(notification[..count]);
                place += count - SyncProtocol.FrameHeaderLength;
            }
        }

        return Task.CompletedTask;
    }

    public Task<byte[]?> ReadAsync(int timeoutMs)
    {
        if (_notifications.TryDequeue(out byte[]? frame))
        {
            return Task.FromResult<byte[]?>(frame);
        }

        NowMs += timeoutMs;
        return Task.FromResult<byte[]?>(null);
    }

    public Task DelayAsync(int milliseconds) => Task.CompletedTask;

    public void Dispose()
    {
    }
}

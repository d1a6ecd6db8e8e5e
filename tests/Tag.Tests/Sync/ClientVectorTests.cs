using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>The client library against tests/Vectors/sync-vectors.json: what it says, byte for byte, and what it reads in each answer.</summary>
public sealed class ClientVectorTests
{
    public static TheoryData<int> Errors => Indices("errors");

    public static TheoryData<int> Refusals => Indices("refusals");

    public static TheoryData<int> OddRefusals => Indices("odd_refusals");

    [Theory]
    [InlineData(20)]
    [InlineData(253)]
    public async Task A_client_says_the_bytes_of_every_operation_and_reads_its_answers(int frameLength)
    {
        var play = new VectorPlay { MaxFrameLength = frameLength };
        using SyncConnection connection = await play.ConnectAsync();
        var tag = new TagClient(connection, play);
        string[] names = [.. VectorPlay.Vectors.GetProperty("operations").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
        foreach (string name in names)
        {
            play.Answer(VectorPlay.Message(name + "_reply"));
        }

        StatusReport status = await tag.GetStatusAsync();
        Equal("status", "serial", status.Serial);
        Equal("status", "cell_millivolts", status.CellMillivolts);
        Equal("status", "clock_error_ms", status.ClockErrorMs);
        Equal("status", "utc_ms", status.UtcMs);
        Equal("status", "last_sync_utc_ms", status.LastSyncUtcMs);
        Equal("status", "uptime_seconds", status.UptimeSeconds);
        Equal("status", "left_seconds", status.LeftSeconds);
        Equal("status", "settings_version", status.SettingsVersion);
        uint[] counters = await tag.GetCountersAsync();
        Assert.Equal(Reply("counters").GetProperty("counters").EnumerateArray().Select(one => one.GetUInt32()), counters);
        IReadOnlyList<DayCount> days = await tag.GetDaysAsync();
        Assert.Equal(
            Reply("days").GetProperty("days").EnumerateArray().Select(one => new DayCount(Int(one, "local_day"), Int(one, "contacts"), Int(one, "close"))), days);
        Equal("coverage", "bytes", Hex(await tag.GetCoverageAsync()));
        LogSummary log = await tag.GetLogAsync();
        Equal("log", "segments", log.Segments);
        Equal("log", "oldest_slot", log.OldestSlot);
        Equal("log", "recovered", log.Recovered);
        AuditEntry entry = Assert.Single(await tag.GetAuditAsync());
        JsonElement audit = Reply("audit").GetProperty("entries")[0];
        Assert.Equal((Int(audit, "utc_seconds"), Int(audit, "event")), ((int)entry.UtcSeconds, entry.Event));
        Equal("set_time", "correction_ms", await tag.SetTimeAsync());
        await tag.FindAsync(Int(Request("find"), "seconds"));
        TagSettings settings = await tag.GetSettingsAsync();
        Equal("settings", "alive_seconds", settings.AliveSeconds);
        Equal("settings", "version", settings.Version);
        await tag.ChangeSettingsAsync(Convert.FromHexString(VectorPlay.Vectors.GetProperty("authority").GetProperty("signed_settings").GetString()!));
        byte[] verdict = await tag.SendListAsync(ListHeader(), [Convert.FromHexString(Text("list_chunk", "request", "chunk"))]);
        Equal("list_end", "state", verdict[ExposureVerdict.StateOffset]);
        var last = new ExposureVerdict();
        Assert.True(last.TryRead((await tag.GetVerdictAsync())!, 0, ExposureVerdict.Length));
        Equal("verdict", "list_id", Hex(last.ListId));
        Equal("verdict", "minutes", last.NearMinutes);
        Equal("verdict", "flags", last.Flags);
        await CallReleaseAndWipeAsync(tag);
        string[] expected = [
            VectorPlay.Vectors.GetProperty("hello").GetString()!,
            VectorPlay.Vectors.GetProperty("proof").GetString()!,
            .. names.Select(name => Hex(VectorPlay.Message(name + "_request"))),
        ];
        Assert.Equal(expected, play.Said);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_is_read_as_what_it_is(int index)
    {
        JsonElement vector = VectorPlay.Vectors.GetProperty("errors")[index];
        SyncReplyMessage reply = await PlayAsync(vector);
        Assert.Equal(Int(vector, "status"), (int)reply.Status);
        Assert.Equal(vector.GetProperty("text").GetString()![4..], Hex(reply.Body));
        SyncException exception = TagClient.FaultOf(reply);
        JsonElement values = vector.GetProperty("values");
        Assert.Equal(Int(vector, "status"), (int)exception.Fault);
        Assert.Equal(vector.GetProperty("status_name").GetString(), exception.Fault.ToString());
        int wait = values.TryGetProperty("wait_seconds", out JsonElement seconds) || values.TryGetProperty("tries_left", out seconds) ? seconds.GetInt32() : 0;
        Assert.Equal(wait, exception.WaitSeconds);
        Assert.Equal(values.TryGetProperty("list_status", out JsonElement list) ? (ExposureStatus)list.GetInt32() : null, exception.ListStatus);
        AssertSentences(exception);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_read_as_what_it_is(int index)
    {
        JsonElement vector = VectorPlay.Vectors.GetProperty("refusals")[index];
        SyncException exception = await RefusedAsync(vector);
        Assert.Equal((Int(vector, "status"), Int(vector, "wait_seconds")), ((int)exception.Fault, exception.WaitSeconds));
        AssertSentences(exception);
    }

    [Theory]
    [MemberData(nameof(OddRefusals))]
    public async Task A_refusal_that_no_tag_sends_does_no_harm(int index)
    {
        JsonElement vector = VectorPlay.Vectors.GetProperty("odd_refusals")[index];
        SyncException exception = await RefusedAsync(vector);
        Assert.Equal(vector.GetProperty("known").GetBoolean() ? (SyncFault)Int(vector, "status") : SyncFault.BadReply, exception.Fault);
        AssertSentences(exception);
    }

    [Fact]
    public async Task More_replies_read_as_they_say()
    {
        foreach (JsonElement vector in VectorPlay.Vectors.GetProperty("more_replies").EnumerateArray())
        {
            SyncReplyMessage reply = await PlayAsync(vector);
            Assert.Equal(SyncStatus.Ok, reply.Status);
            JsonElement values = vector.GetProperty("values");
            var verdict = new ExposureVerdict();
            if (reply.Body.Length == 3)
            {
                Assert.Equal((Int(values, "next_chunk"), Int(values, "list_status")), (reply.Body[0] + (reply.Body[1] << 8), reply.Body[2]));
            }
            else
            {
                Assert.True(verdict.TryRead(reply.Body, 0, reply.Body.Length));
                Assert.Equal((Int(values, "level"), Int(values, "local_day"), Int(values, "flags")), (verdict.Level, verdict.LocalDay, verdict.Flags));
            }
        }
    }

    [Fact]
    public void Every_status_of_the_tag_and_of_a_list_is_among_the_vectors()
    {
        int[] statuses = [.. VectorPlay.Vectors.GetProperty("errors").EnumerateArray().Concat(VectorPlay.Vectors.GetProperty("refusals").EnumerateArray()).Select(one => Int(one, "status"))];
        Assert.All(Enum.GetValues<SyncStatus>().Where(one => one != SyncStatus.Ok), status => Assert.Contains((int)status, statuses));
        Assert.Equal(
            Enum.GetValues<ExposureStatus>().Select(one => ((int)one, one.ToString())),
            VectorPlay.Vectors.GetProperty("list_statuses").EnumerateArray().Select(one => (Int(one, "code"), one.GetProperty("name").GetString()!)));
    }

    private static async Task CallReleaseAndWipeAsync(TagClient tag)
    {
        var request = new ReleaseRequest();
        request.Read(Convert.FromHexString(VectorPlay.Vectors.GetProperty("authority").GetProperty("release_request").GetString()!), 0);
        Equal("ask_release", "challenge", await tag.AskReleaseAsync(request));
        await tag.GiveCodeAsync(Int(Request("release_code"), "code"));
        (IReadOnlyList<ReleasedKey> keys, bool isLast) = await tag.ReadKeysAsync(0);
        ReleasedKey key = Assert.Single(keys);
        JsonElement keyRow = Reply("read_release_keys").GetProperty("rows")[0];
        Assert.Equal((Int(keyRow, "utc_day"), Int(keyRow, "last_slot"), true), (key.Day, key.LastSlot, isLast));
        Assert.Equal(keyRow.GetProperty("key").GetString(), Hex(key.Key));
        ReleasedContact contact = Assert.Single((await tag.ReadContactsAsync(0)).Rows);
        JsonElement row = Reply("read_release_contacts").GetProperty("rows")[0];
        Assert.Equal((Int(row, "utc_seconds"), row.GetProperty("record").GetString()), ((int)contact.BaseUtcSeconds, Hex(contact.Record)));
        await tag.EndReleaseAsync();
        byte[] token = await tag.AskWipeAsync(Int(Request("ask_wipe"), "kind") == 1);
        Equal("ask_wipe", "token", Hex(token));
        byte[] certificate = await tag.WipeAsync(token);
        Assert.Equal(certificate, await tag.GetCertificateAsync());
        Equal("certificate", "mac", Hex(certificate[21..]));
        await tag.SayByeAsync();
    }

    // The counters of these vectors are far from the first one: a client of its own for each, with the file's keys.
    private static async Task<SyncReplyMessage> PlayAsync(JsonElement vector)
    {
        var play = new VectorPlay();
        using SyncConnection connection = await play.ConnectAsync();
        connection.Counter = vector.GetProperty("counter").GetUInt32() - 1;
        play.Answer(Convert.FromHexString(vector.GetProperty("hex").GetString()!));
        return await connection.RequestAsync((SyncOperation)Int(vector, "operation"), []);
    }

    private static async Task<SyncException> RefusedAsync(JsonElement vector)
    {
        var play = new VectorPlay();
        play.Answer(Convert.FromHexString(vector.GetProperty("hex").GetString()!));
        using var connection = new SyncConnection(play, play, VectorPlay.Random);
        return await Assert.ThrowsAsync<SyncException>(() => connection.AuthenticateAsync(VectorPlay.Claims()));
    }

    private static void AssertSentences(SyncException exception)
    {
        Assert.NotEqual(exception.Text.English, exception.Text.Vietnamese);
        Assert.All(new[] { exception.Text.English, exception.Text.Vietnamese }, text => Assert.True(text.Length > 20 && text.EndsWith('.')));
    }

    private static byte[] ListHeader()
    {
        byte[] text = Convert.FromHexString(VectorPlay.Vectors.GetProperty("messages").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "list_begin_request").GetProperty("text").GetString()!);
        return text[1..];
    }

    private static TheoryData<int> Indices(string section) => [.. Enumerable.Range(0, VectorPlay.Vectors.GetProperty(section).GetArrayLength())];

    private static JsonElement Operation(string name) =>
        VectorPlay.Vectors.GetProperty("operations").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    private static JsonElement Request(string name) => Operation(name).GetProperty("request");

    private static JsonElement Reply(string name) => Operation(name).GetProperty("reply");

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Text(string name, string side, string value) => Operation(name).GetProperty(side).GetProperty(value).GetString()!;

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static void Equal(string name, string value, object actual) => Assert.Equal(Reply(name).GetProperty(value).ToString(), actual.ToString());
}

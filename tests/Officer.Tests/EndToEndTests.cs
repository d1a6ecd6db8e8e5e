using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Tags;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Tests.Support;
using Xunit;
using AuthorityKeys = BluezoneTag.Exposure.AuthorityKeys;

namespace BluezoneTag.Officer.Tests;

/// <summary>
/// From the bench to the neighbour's light: the keys of a provisioned tag come to the officer sealed, its code is accepted by the firmware, the release becomes a
/// list, clients accept the list, and the tag that was near says so. Nothing is taken from anywhere but by the commands.
/// </summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly DeskBench _desk = new();
    private readonly TagBench _world = new(tags: 2);
    private readonly Wearer _patient;
    private readonly Wearer _neighbour;

    public EndToEndTests()
    {
        VirtualPump pump = new(_world.Loop);
        _neighbour = new Wearer(_world, pump, 0);
        _patient = new Wearer(_world, pump, 1);
        Tell();
        _desk.Must(_desk.RunWithWords("key", "new"));
        Provision();
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_release_becomes_a_list_and_the_neighbours_tag_finds_itself_on_it()
    {
        _world.RunMinutes(70);
        ReleaseJob job = Released(ReleaseKind.DailyKeys, 3);
        File.WriteAllBytes(_desk.In("release.bzrp"), job.Package!);
        string id = Open();
        PublishedList list = Publish(id);

        InfoEntry entry = Assert.Single(list.Entries);
        int today = Today;
        Assert.Equal((today - 2) * 86400L, entry.StartSeconds);
        CompactList compact = CompactList.Of(list, today - 20, today);
        _neighbour.Sync(new DaySync(compact.Header, compact.Chunks));
        _world.RunMinutes(20);
        DaySync again = new(compact.Header, compact.Chunks);
        _neighbour.Sync(again);
        ExposureVerdict verdict = new();
        Assert.True(verdict.TryRead(again.Verdict!, 0, again.Verdict!.Length));
        Assert.Equal((ExposureState.Done, ExposureRule.F1), (verdict.State, verdict.Level));
        Assert.InRange(verdict.NearMinutes, 15, 200);
    }

    [Fact]
    public void Sub_keys_are_opened_for_matching_and_do_not_go_on_a_list()
    {
        _world.RunMinutes(40);
        ReleaseJob job = Released(ReleaseKind.SubKeys, 2);
        File.WriteAllBytes(_desk.In("release.bzrp"), job.Package!);
        string id = Open("--rows", _desk.In("rows.json"));
        JsonElement rows = JsonDocument.Parse(File.ReadAllText(_desk.In("rows.json"))).RootElement;

        // What the patient's tag sent is among the ids, and whom it logged among the contacts.
        string[] ids = [.. rows.GetProperty("ids").EnumerateArray().SelectMany(day => day.GetProperty("ids").EnumerateArray()).Select(one => one.GetString()!)];
        string[] sent = [.. _world.OnAir.Where(one => one.Node == 1 && one.UtcMs < _released).Select(one => one.Id).Distinct()];
        Assert.NotEmpty(sent);
        Assert.All(sent, one => Assert.Contains(one, ids));
        string[] met = [.. rows.GetProperty("contacts").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Distinct()];
        Assert.NotEmpty(met);
        Assert.All(met, one => Assert.Contains(_world.OnAir, sentOne => sentOne.Node == 0 && sentOne.Id == one));

        _desk.Must(_desk.Run("list", "new", "--name", "f0", "--level", "F0"));
        Assert.Equal("ListNeedsDailyKeys", _desk.FaultOf(_desk.RunWithWords("list", "add", "--json", "--name", "f0", "--release", id)));
    }

    [Fact]
    public void Settings_from_the_desk_are_taken_by_the_firmware_and_certificates_of_the_firmware_hold()
    {
        _world.RunMinutes(2);
        Tell();
        _desk.Must(_desk.RunWithTags("settings", "sign", "--tag", "1", "--alive", "120", "--checkpoint", "90", "--quiet", "--out", _desk.In("settings.hex")));
        byte[] signed = Convert.FromHexString(File.ReadAllText(_desk.In("settings.hex")).Trim());
        SettingsJob settings = new(signed);
        _patient.Sync(settings);
        Assert.Equal((1u, 120, 90, true), (settings.After!.Version, settings.After.AliveSeconds, settings.After.CheckpointSeconds, settings.After.IsQuiet));

        WipeJob wipe = new(isForReturn: true, _patient.Clock);
        _patient.Sync(wipe, holdAfterSeconds: 5);
        File.WriteAllBytes(_desk.In("certificate"), wipe.Certificate!);
        JsonElement checkedOne = _desk.Result(_desk.RunWithTags("certificate", "check", "--json", "--certificate", _desk.In("certificate")));
        Assert.Equal((1u, 1u, true), (checkedOne.GetProperty("serial").GetUInt32(), checkedOne.GetProperty("generation").GetUInt32(), checkedOne.GetProperty("isReturn").GetBoolean()));
        for (int bit = 32; bit < wipe.Certificate!.Length * 8; bit += 11)
        {
            byte[] forged = [.. wipe.Certificate];
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllText(_desk.In("certificate"), Convert.ToHexString(forged));
            Assert.Contains(_desk.RunWithTags("certificate", "check", "--certificate", _desk.In("certificate")), new[] { ExitCode.Verify, ExitCode.BadInput });
        }
    }

    [Fact]
    public void A_code_for_other_days_or_of_another_desk_is_refused_by_the_firmware()
    {
        _world.RunMinutes(2);
        ReleaseRequest request = Request(ReleaseKind.DailyKeys, 3);
        ReleaseJob job = new(request, _desk.Keys.OpeningKey, challenge => AskDesk(challenge, new ReleaseRequest { Kind = request.Kind, NewestDay = request.NewestDay, Mask = 1 }), _patient.Clock);
        Assert.Equal(SyncFault.WrongCode, Assert.Throws<SyncException>(() => _patient.Sync(job, holdAfterSeconds: 6)).Fault);
    }

    private double _released;

    private int Today => SlotTime.DayOf((long)_world.NowUtcMs);

    private void Tell() => _desk.NowUtcMs = (long)_world.NowUtcMs;

    // What the bench does: the tag's key goes through the registry, which keeps the authority's part sealed.
    private void Provision()
    {
        _desk.Must(_desk.Run("key", "show", "--public-key", _desk.In("authority.pem")));
        using TagRegistry registry = TagRegistry.Create(_desk.In("registry.db"), new RegistryOptions("bench 1", TimeProvider.System)).Value;
        _ = registry.Authority.Set(File.ReadAllText(_desk.In("authority.pem"))).Value;
        Reservation reservation = registry.Provisioning.Reserve(
            new ReservationRequest("7CDFA1000001", "ESP32-C3", false), _patient.Identity.BaseKey, _patient.Identity.ClaimSecret).Value;
        Assert.Equal(_patient.Identity.Serial, reservation.Serial);
        _ = registry.Provisioning.Confirm(reservation, "0.1.0", [WrittenRegion.Of("config", 0, [1])]).Value;
        File.WriteAllBytes(_desk.TagsFile, registry.Authority.Export().Value.File);
    }

    private ReleaseRequest Request(ReleaseKind kind, int days) => new() { Kind = kind, NewestDay = Today, Mask = (1u << days) - 1 };

    private ReleaseJob Released(ReleaseKind kind, int days)
    {
        ReleaseRequest request = Request(kind, days);
        ReleaseJob job = new(request, _desk.Keys.OpeningKey, challenge => AskDesk(challenge, request), _patient.Clock);
        _patient.Sync(job, holdAfterSeconds: 6);
        Tell();
        return job;
    }

    // The telephone call.
    private int AskDesk(uint challenge, ReleaseRequest request)
    {
        Tell();
        _released = _world.NowUtcMs;
        JsonElement result = _desk.Result(_desk.CodeExit(1, challenge, request));
        return int.Parse(result.GetProperty("code").GetString()!, CultureInfo.InvariantCulture);
    }

    private string Open(params string[] more) =>
        _desk.Result(_desk.RunWithTags(["open", "--json", "--package", _desk.In("release.bzrp"), .. more])).GetProperty("release").GetString()!;

    private PublishedList Publish(string release)
    {
        _desk.Must(_desk.Run("list", "new", "--name", "2020-08-03", "--level", "F0"));
        _desk.Must(_desk.RunWithWords("list", "add", "--name", "2020-08-03", "--release", release));
        _desk.Must(_desk.RunWithWords("list", "sign", "--name", "2020-08-03"));
        _desk.Must(_desk.RunWithWords("publish", "--to", _desk.Published));

        // What a client does: pins what the desk shows, follows the index.
        AuthorityKeys pinned = new();
        JsonElement fragment = JsonDocument.Parse(File.ReadAllText(Path.Combine(_desk.Published, "authority.json"))).RootElement;
        pinned.Add(fragment.GetProperty("authorities")[0].GetBytesFromBase64());
        PublishedIndex index = PublishedIndex.Read(File.ReadAllBytes(Path.Combine(_desk.Published, "index.json")), pinned)!;
        string name = Assert.Single(index.Lists).Name;
        return PublishedList.Read(File.ReadAllBytes(Path.Combine(_desk.Published, Publisher.FileOf(name))), pinned, _desk.NowUtcMs);
    }

    private sealed class SettingsJob(byte[] signed) : ISyncJob
    {
        public TagSettings? After { get; private set; }

        public async Task ContinueAsync(TagClient tag)
        {
            await tag.ChangeSettingsAsync(signed).ConfigureAwait(false);
            After = await tag.GetSettingsAsync().ConfigureAwait(false);
        }
    }
}

using System;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>One whole tag, one client, and a link that a test can spoil.</summary>
internal sealed class SyncBench
{
    private readonly LinkProfile _profile;
    private int _randomCalls;

    public SyncBench(LinkProfile? link = null, bool isTimeSet = true, ulong seed = 1, int tags = 1)
    {
        _profile = link ?? new LinkProfile();
        World = new TagBench(tags, isTimeSet: isTimeSet, seed: seed);
        Pump = new VirtualPump(World.Loop);
        Clock = new VirtualClock(Pump, World.StartUtcMs, 0);
        Transport = new VirtualTransport(Pump, [World.Tags[0].Radio.Gatt], _profile, Air);
        foreach (SimulatedTag tag in World.Tags)
        {
            tag.IsWokenByPress = true;
        }

        Identity.TryRead(Tag.Flash.ReadAll(IdentityStore.FileName), IdentityImage.Length);
        Claims.Add(Identity.ClaimSecret);
    }

    public TagBench World { get; }

    public VirtualPump Pump { get; }

    public VirtualClock Clock { get; }

    public VirtualTransport Transport { get; }

    public AirCount Air { get; } = new();

    public ClaimRing Claims { get; } = new();

    public IdentityImage Identity { get; } = new();

    public SimulatedTag Tag => World.Tags[0];

    public TagApplication Application => Tag.Application;

    public long NowUs => World.Loop.NowUs;

    public void RunSeconds(double seconds) => World.Loop.RunUntil(NowUs + (long)(seconds * 1e6));

    /// <summary>A short press, and as long as it takes until the service is on the air.</summary>
    public void Press(double waitSeconds = 8)
    {
        ShortPress();
        double endUs = NowUs + (waitSeconds * 1e6);
        while (!Tag.Radio.Gatt.IsConnectable(NowUs) && NowUs < endUs)
        {
            RunSeconds(0.05);
        }
    }

    public void ShortPress()
    {
        Tag.Hardware.SetButton(true);
        Tag.Hardware.SetButton(false);
    }

    /// <summary>Holds the button for three seconds, beginning so long from now.</summary>
    public void HoldIn(double seconds)
    {
        Pump.In((long)(seconds * 1e6), () => Tag.Hardware.SetButton(true));
        Pump.In((long)((seconds + 3) * 1e6), () => Tag.Hardware.SetButton(false));
    }

    /// <summary>Writes so many contacts into each of the last days, today included, straight into the log; ids tell day and number.</summary>
    public void FillLog(int days, int perDay)
    {
        int today = SlotTime.DayOf((long)World.NowUtcMs);
        for (int day = today - days + 1; day <= today; day++)
        {
            var sightings = new SightingTable(5);
            for (int i = 0; i < perDay; i++)
            {
                sightings.Record(ContactId(day, i), 0, 4000 * i, -50, true);
            }

            var records = new SightingSource(sightings);
            records.ChooseNear();
            Application.Log.AppendSlot((day * SlotTime.SlotsPerDay) + 20, ClockStamp.Encode(ClockTrust.Synced, 50), ProximityRule.Version, records);
        }
    }

    public static byte[] ContactId(int day, int number) => Noise.Bytes(12, (ulong)day, number);

    /// <summary>A request for the last so many days, today included.</summary>
    public ReleaseRequest Request(int days, ReleaseKind kind = ReleaseKind.SubKeys) =>
        new() { Kind = kind, NewestDay = SlotTime.DayOf((long)World.NowUtcMs), Mask = (1u << days) - 1 };

    public SyncRunner Runner() => new(Transport, Clock, Claims, Random);

    public Task Start(ISyncJob job)
    {
        SyncRunner runner = Runner();
        return Pump.Start(() => runner.RunAsync(job));
    }

    /// <summary>Does a job to its end, in at most so many simulated seconds; throws what it throws.</summary>
    public void Do(ISyncJob job, double maxSeconds = 290) => Finish(Start(job), maxSeconds);

    /// <summary>Does something with an authenticated connection, without goodbye.</summary>
    public void With(Func<TagClient, SyncConnection, Task> work, double maxSeconds = 290) => Finish(Pump.Start(async () =>
    {
        using var connection = new SyncConnection(await Transport.ConnectAsync().ConfigureAwait(false), Clock, Random);
        await connection.AuthenticateAsync(Claims).ConfigureAwait(false);
        await work(new TagClient(connection, Clock), connection).ConfigureAwait(false);
    }), maxSeconds);

    public void With(Func<TagClient, Task> work, double maxSeconds = 290) => With((tag, _) => work(tag), maxSeconds);

    public void Finish(Task task, double maxSeconds = 290)
    {
        double endUs = NowUs + (maxSeconds * 1e6);
        while (!task.IsCompleted && NowUs < endUs)
        {
            RunSeconds(0.05);
        }

        Assert.True(task.IsCompleted, "The client is still waiting: it hangs.");
        task.GetAwaiter().GetResult();
    }

    public static SyncFault FaultOf(Action action) => Assert.Throws<SyncException>(action).Fault;

    /// <summary>The officer's code, as the authority works it out.</summary>
    public int CodeFor(ReleaseRequest request, uint challenge)
    {
        var cipher = new HostCipher();
        return AuthorityKeys.Code(cipher, AuthorityKeys.ReleaseKey(cipher, Identity.BaseKey), challenge, request);
    }

    public byte[] Random(int count) => Noise.Bytes(count, 99, ++_randomCalls);
}

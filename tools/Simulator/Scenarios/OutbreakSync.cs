using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// What happens after school in an outbreak, all of it over the sync: releases at the officer's desk, and a kiosk for each class at which
/// everybody takes in a list, and later tells the verdict. Goes on in the world of the last school day.
/// </summary>
public sealed class OutbreakSync
{
    private const long SecondUs = 1_000_000;
    private const int MaxRoundSeconds = 4 * 3600;
    private const int MaxCheckSeconds = 2 * 3600;
    private const double HoldAfterSeconds = 3;
    private const double HoldForSeconds = 2.5;

    // A tag that lies still looks at its button again after ten minutes at the latest; from then on a press wakes it.
    private const int WakeSeconds = 660;

    private readonly TraceRun _world;
    private readonly HealthAuthority _authority;
    private readonly VirtualPump _pump;
    private readonly VirtualClock _clock;
    private readonly LinkProfile _link;
    private readonly int[][] _classes;
    private readonly IdentityImage[] _identities;
    private readonly List<KioskRound> _rounds = [];
    private readonly ulong _seed;
    private int _randomCalls;
    private ulong _links;

    /// <summary>
    /// After the last day of <paramref name="world"/>; <paramref name="classes"/>: who comes to which kiosk. The authority has handed out the tags.
    /// </summary>
    public OutbreakSync(TraceRun world, HealthAuthority authority, int[][] classes, LinkProfile link, ulong seed)
    {
        _world = world;
        _authority = authority;
        _classes = classes;
        _link = link;
        _seed = seed;
        _identities = [.. world.Tags.Select(IdentityOf)];
        Array.ForEach(_identities, authority.HandOut);
        _pump = new VirtualPump(world.Loop);
        _clock = new VirtualClock(_pump, world.NowUtcMs - (world.Loop.NowUs / 1000), 0);
        foreach (SimulatedTag tag in world.Tags)
        {
            tag.IsWokenByPress = true;
        }

        world.Loop.RunUntil(world.Loop.NowUs + (WakeSeconds * SecondUs));
    }

    /// <summary>The rounds so far.</summary>
    public IReadOnlyList<KioskRound> Rounds => _rounds;

    /// <summary>
    /// Each of <paramref name="people"/> agrees at the officer's desk: days from the named one to today. Returns what the authority finds in the
    /// packages, for each of them.
    /// </summary>
    public IReadOnlyList<InfoEntry> Release(string what, IReadOnlyList<(int Person, int FromDay)> people)
    {
        var entries = new List<InfoEntry>();
        var air = new AirCount();
        Round(what, air, people.Count, () => 0, async () =>
        {
            foreach ((int person, int fromDay) in people)
            {
                entries.AddRange(_authority.Open(await ReleaseAsync(person, fromDay, air).ConfigureAwait(false)));
            }
        });
        return entries;
    }

    /// <summary>Everybody syncs at the kiosk of his class, which carries <paramref name="list"/> if there is one; the verdicts that the tags had by then.</summary>
    public ExposureVerdict[] SyncAll(string what, CompactList? list)
    {
        var verdicts = new ExposureVerdict[_world.Tags.Count];
        var air = new AirCount();
        Kiosk[] kiosks = [.. _classes.Select(people => KioskFor(people, air))];
        Round(what, air, verdicts.Length, () => kiosks.Sum(kiosk => kiosk.PressedAgain), () => Task.WhenAll(kiosks.Select((kiosk, number) => kiosk.ServeAsync(
            () => new DaySync(list?.Header, list?.Chunks),
            job => Take(job, _classes[number], list, verdicts)))));
        return verdicts;
    }

    /// <summary>Lets all tags come to the end of their check, between their radio slots; returns the seconds that the last one took.</summary>
    public double AwaitChecks()
    {
        long startUs = _pump.NowUs;
        while (_world.Tags.Any(tag => tag.Application.Exposure.HasWork))
        {
            if (_pump.NowUs - startUs > MaxCheckSeconds * SecondUs)
            {
                throw new InvalidOperationException("A tag does not come to the end of its check.");
            }

            _world.Loop.RunUntil(_pump.NowUs + SecondUs);
        }

        return (_pump.NowUs - startUs) / (double)SecondUs;
    }

    private static IdentityImage IdentityOf(SimulatedTag tag)
    {
        var identity = new IdentityImage();
        return identity.TryRead(tag.Flash.ReadAll(IdentityStore.FileName), IdentityImage.Length) ? identity : throw new InvalidOperationException("A tag without an identity.");
    }

    private static int Take(DaySync job, int[] people, CompactList? list, ExposureVerdict[] verdicts)
    {
        if (job.ListFault != null)
        {
            throw new InvalidOperationException($"A tag refused a list that every tag takes: {job.ListFault.Message}");
        }

        int person = (int)job.Status!.Serial;
        verdicts[person] = new ExposureVerdict();
        bool isRead = job.LastVerdict == null || verdicts[person].TryRead(job.LastVerdict, 0, job.LastVerdict.Length);
        return isRead && (list == null) == (job.Verdict == null) ? Array.IndexOf(people, person) : -1;
    }

    private Kiosk KioskFor(int[] people, AirCount air)
    {
        var claims = new ClaimRing();
        Array.ForEach(people, person => claims.Add(_identities[person].ClaimSecret));
        SimulatedTag[] tags = [.. people.Select(person => _world.Tags[person])];
        return new Kiosk(Transport(tags, air), _clock, claims, tags, Random);
    }

    private async Task<byte[]> ReleaseAsync(int person, int fromDay, AirCount air)
    {
        SimulatedTag tag = _world.Tags[person];
        var claims = new ClaimRing();
        claims.Add(_identities[person].ClaimSecret);
        VirtualTransport transport = Transport([tag], air);
        while (true)
        {
            int today = SlotTime.DayOf(_clock.UtcMs);
            var request = new ReleaseRequest { Kind = ReleaseKind.DailyKeys, NewestDay = today, Mask = (1u << (today - fromDay + 1)) - 1 };
            var job = new ReleaseJob(request, _authority.PublicKey, challenge => Officer(tag, _identities[person].Serial, challenge, request), _clock);
            tag.Hardware.SetButton(true);
            tag.Hardware.SetButton(false);
            try
            {
                await new SyncRunner(transport, _clock, claims, Random).RunAsync(job).ConfigureAwait(false);
                return job.Package!;
            }
            catch (SyncException exception) when (exception.Fault is SyncFault.NotFound or SyncFault.LinkLost or SyncFault.NoAnswer or SyncFault.Expired or SyncFault.OutOfOrder)
            {
                // The window shut in between: she presses again, and is asked again.
            }
        }
    }

    // The wearer holds the button while the officer works out the code.
    private int Officer(SimulatedTag tag, uint serial, uint challenge, ReleaseRequest request)
    {
        _pump.In((long)(HoldAfterSeconds * SecondUs), () => tag.Hardware.SetButton(true));
        _pump.In((long)((HoldAfterSeconds + HoldForSeconds) * SecondUs), () => tag.Hardware.SetButton(false));
        return _authority.CodeFor(serial, challenge, request);
    }

    private VirtualTransport Transport(IReadOnlyList<SimulatedTag> tags, AirCount air) =>
        new(_pump, [.. tags.Select(tag => tag.Radio.Gatt)], _link with { Seed = _seed + ++_links }, air);

    private byte[] Random(int count) => Noise.Bytes(count, _seed + 99, ++_randomCalls);

    private void Round(string what, AirCount air, int served, Func<int> pressedAgain, Func<Task> work)
    {
        long startUs = _pump.NowUs;
        long endUs = 0;
        Task task = _pump.Start(async () =>
        {
            await work().ConfigureAwait(false);
            endUs = _pump.NowUs;
        });
        while (!task.IsCompleted && _pump.NowUs - startUs < MaxRoundSeconds * SecondUs)
        {
            _world.Loop.RunUntil(_pump.NowUs + SecondUs);
        }

        if (!task.IsCompleted)
        {
            throw new InvalidOperationException($"After {MaxRoundSeconds} simulated seconds not everybody has been served: {what}.");
        }

        task.GetAwaiter().GetResult();
        long localMs = _world.NowUtcMs - ((_pump.NowUs - startUs) / 1000) + TraceRun.LocalOffsetMs;
        _rounds.Add(new KioskRound(what, (int)(localMs % SlotTime.DayMs / 1000), (endUs - startUs) / (double)SecondUs, served, pressedAgain(), air.Cuts, air.Bytes));
    }
}

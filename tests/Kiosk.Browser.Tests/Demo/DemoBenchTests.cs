using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Kiosk.Demo;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag;
using Xunit;

namespace BluezoneTag.Kiosk.Browser.Tests.Demo;

/// <summary>What the bench of simulated tags has lived through when it is ready, asked for with the client library in virtual time.</summary>
public sealed class DemoBenchTests
{
    // 2020-08-03, 10 in the morning in Vietnam.
    private const long NowUtcMs = 1596423600000;
    private const long SecondUs = 1_000_000;

    private readonly DemoBench _bench = new(new DemoOptions { Tags = 3 }, NowUtcMs);
    private long _us;

    [Fact]
    public void The_tags_have_counts_coverage_and_a_used_cell()
    {
        DaySync job = Sync(1, new DaySync());
        Assert.Equal(1002u, job.Status!.Serial);
        Assert.InRange(job.Status.CellMillivolts, 3600, 4000);
        Assert.True(job.Days!.Count(day => day.Around >= 1) >= 2, "contacts on two days");
        Assert.True(job.Days!.Any(day => day.Close >= 1), "a close contact");
        Assert.Contains(job.Coverage!, value => value != 0);
        Assert.InRange(job.CorrectionMs!.Value, -3000, 3000);
    }

    [Fact]
    public void Who_met_the_patient_is_an_F1_and_the_neighbour_is_not()
    {
        Assert.Equal(ExposureRule.F1, VerdictOf(0).Level);
        Assert.Equal(0, VerdictOf(1).Level);
    }

    [Fact]
    public void The_officer_hears_the_challenge_and_her_code_is_right()
    {
        using var authority = new DemoAuthority();
        var request = new ReleaseRequest { NewestDay = SlotTime.DayOf(NowUtcMs), Mask = 7 };
        DemoTag tag = _bench.Tags[0];
        var clock = new BenchClock(_bench);
        Assert.Null(tag.Officer.Code);
        var job = new ReleaseJob(request, authority.PublicKey, _ => int.Parse(tag.Officer.Code!), clock);
        _bench.Press(0);
        Task work = Start(0, job, clock);
        Run(6);
        _bench.Hold(0);
        Run(30);
        Assert.True(work.IsCompletedSuccessfully, work.Exception?.ToString() ?? "not done");
        Assert.True(job.RowCount > 2);
    }

    [Fact]
    public void A_tag_that_was_handed_back_lies_there_not_provisioned()
    {
        var clock = new BenchClock(_bench);
        var job = new WipeJob(true, clock);
        _bench.Press(1);
        Task work = Start(1, job, clock);
        Run(6);
        _bench.Hold(1);
        Run(30);
        Assert.True(work.IsCompletedSuccessfully, work.Exception?.ToString() ?? "not done");
        Run(120);
        Assert.Equal(TagStatus.NotProvisioned, _bench.Tags[1].Tag.Application.Status);
        Assert.False(_bench.IsConnectable(_bench.Tags[1]));
    }

    [Fact]
    public async Task A_tag_that_was_pulled_away_is_not_found_and_one_that_is_linked_loses_its_link()
    {
        _bench.Press(0);
        Run(5);
        Assert.True(_bench.IsConnectable(_bench.Tags[0]));
        Task<VirtualLink?> connected = _bench.ConnectAsync(null, CancellationToken.None);
        Run(2);
        VirtualLink link = (await connected)!;
        Assert.Equal("demo-0", link.Peer);
        _bench.Tags[0].Place(false);
        Assert.False(link.IsUp);
        Assert.False(_bench.IsConnectable(_bench.Tags[0]));
        _bench.Tags[0].Place(true);
        Assert.True(_bench.IsConnectable(_bench.Tags[0]));
    }

    private ExposureVerdict VerdictOf(int index)
    {
        using var authority = new DemoAuthority();
        var keys = new BluezoneTag.Exposure.AuthorityKeys();
        keys.Add(authority.PublicKey);
        PublishedList list = PublishedList.Read(authority.ListOf(_bench), keys, _bench.NowUtcMs);
        int today = SlotTime.DayOf(_bench.NowUtcMs);
        CompactList compact = CompactList.Of(list, today - 20, today + 1);
        Sync(index, new DaySync(compact.Header, compact.Chunks));
        Run(60);
        var verdict = new ExposureVerdict();
        byte[] bytes = Sync(index, new DaySync(compact.Header, compact.Chunks)).Verdict!;
        Assert.True(verdict.TryRead(bytes, 0, bytes.Length));
        Assert.Equal(ExposureState.Done, verdict.State);
        return verdict;
    }

    private T Sync<T>(int index, T job)
        where T : ISyncJob
    {
        _bench.Press(index);
        Task work = Start(index, job, new BenchClock(_bench));
        Run(30);
        Assert.True(work.IsCompletedSuccessfully, work.Exception?.ToString() ?? "The sync did not end.");
        return job;
    }

    private Task Start(int index, ISyncJob job, ISyncClock clock)
    {
        var claims = new ClaimRing();
        claims.Add(_bench.Tags[index].Identity.ClaimSecret);
        return _bench.Start(() => new SyncRunner(new BenchTransport(_bench, _bench.Tags[index].Peer), clock, claims).RunAsync(job));
    }

    private void Run(int seconds)
    {
        _us += seconds * SecondUs;
        _bench.RunUntil(_us);
    }

    private sealed class BenchTransport(DemoBench bench, string peer) : IGattTransport
    {
        private const int Tries = 20;

        public async Task<IGattLink> ConnectAsync(string? wanted = null)
        {
            for (int tried = 0; tried < Tries; tried++)
            {
                if (await bench.ConnectAsync(wanted ?? peer, CancellationToken.None) is IGattLink link)
                {
                    return link;
                }
            }

            throw new SyncException(SyncFault.NotFound);
        }
    }

    private sealed class BenchClock(DemoBench bench) : ISyncClock
    {
        public long NowMs => bench.NowUtcMs;

        public long UtcMs => bench.NowUtcMs;

        public int ErrorMs => 40;

        public Task DelayAsync(int milliseconds) => bench.DelayAsync(milliseconds);
    }
}

using System.Threading.Tasks;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>Who wears a simulated tag and has a phone: presses, holds, syncs.</summary>
internal sealed class Wearer
{
    private const double MaxSeconds = 290;

    private readonly TagBench _world;
    private readonly VirtualPump _pump;
    private readonly VirtualTransport _transport;
    private readonly ClaimRing _claims = new();
    private readonly int _index;
    private int _randomCalls;

    public Wearer(TagBench world, VirtualPump pump, int index)
    {
        _world = world;
        _pump = pump;
        _index = index;
        _transport = new VirtualTransport(pump, [Tag.Radio.Gatt], new LinkProfile(), new AirCount());
        Clock = new VirtualClock(pump, world.StartUtcMs, 0);
        Tag.IsWokenByPress = true;
        Identity.TryRead(Tag.Flash.ReadAll(IdentityStore.FileName), IdentityImage.Length);
        _claims.Add(Identity.ClaimSecret);
    }

    public SimulatedTag Tag => _world.Tags[_index];

    public VirtualClock Clock { get; }

    public IdentityImage Identity { get; } = new();

    /// <summary>Presses the button and does a job; the button is held for three seconds so long after.</summary>
    public void Sync(ISyncJob job, double holdAfterSeconds = 0)
    {
        Press();
        if (holdAfterSeconds > 0)
        {
            _pump.In((long)(holdAfterSeconds * 1e6), () => Tag.Hardware.SetButton(true));
            _pump.In((long)((holdAfterSeconds + 3) * 1e6), () => Tag.Hardware.SetButton(false));
        }

        SyncRunner runner = new(_transport, Clock, _claims, count => Noise.Bytes(count, 99 + (ulong)_index, ++_randomCalls));
        Task task = _pump.Start(() => runner.RunAsync(job));
        double endUs = _world.Loop.NowUs + (MaxSeconds * 1e6);
        while (!task.IsCompleted && _world.Loop.NowUs < endUs)
        {
            Run(0.05);
        }

        Assert.True(task.IsCompleted, "The client is still waiting.");
        task.GetAwaiter().GetResult();
        Run(75);
    }

    private void Press()
    {
        Tag.Hardware.SetButton(true);
        Tag.Hardware.SetButton(false);
        double endUs = _world.Loop.NowUs + 8e6;
        while (!Tag.Radio.Gatt.IsConnectable(_world.Loop.NowUs) && _world.Loop.NowUs < endUs)
        {
            Run(0.05);
        }
    }

    private void Run(double seconds) => _world.Loop.RunUntil(_world.Loop.NowUs + (long)(seconds * 1e6));
}

using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One kind of contact to try many times.</summary>
public sealed record ContactSetup
{
    /// <summary>Tags that meet.</summary>
    public int Tags { get; init; } = 2;

    /// <summary>Other people's devices at the place, two adverts a second each.</summary>
    public int ForeignDevices { get; init; }

    /// <summary>Length of the contact.</summary>
    public int Seconds { get; init; } = 900;

    /// <summary>What the wearers did before.</summary>
    public ContactStart Start { get; init; } = ContactStart.Moving;

    /// <summary>Board and image.</summary>
    public PlatformProfile Platform { get; init; } = PlatformProfile.All[0];

    /// <summary>Clock.</summary>
    public ClockProfile Clock { get; init; } = ClockProfile.All[0];

    /// <summary>The sync before the last one was this much earlier, hours; 0 for a clock that never learned its rate.</summary>
    public double EarlierSyncHours { get; init; } = BenchTag.EarlierSyncHours;

    /// <summary>Last sync of each tag: uniform up to so many hours before the run, each tag for itself.</summary>
    public double MaxSyncAgeHours { get; init; } = 8;

    /// <summary>Share of the radio slots in which a stranger's connection silences a tag, see <see cref="BenchWorld.MutedShare"/>.</summary>
    public double MutedShare { get; init; }
}

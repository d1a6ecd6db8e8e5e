using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Platform;

/// <summary>How wrong a tag's clock is (docs/simulation.md 5): error right after a sync, and how it grows.</summary>
public sealed record ClockProfile
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, one line.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the board has a clock chip.</summary>
    public bool HasChip { get; init; }

    /// <summary>Deviation of the chips' rates, parts per million.</summary>
    public double ChipSigmaPpm { get; init; }

    /// <summary>Deviation of the part of a chip's rate that changes from one half day to the next, parts per million.</summary>
    public double ChipWanderPpm { get; init; }

    /// <summary>Deviation of the error right after a sync, milliseconds.</summary>
    public double SyncSigmaMs { get; init; } = 50;

    /// <summary>Deviation of the sleep timers' rates, parts per million: without a chip, of UTC itself.</summary>
    public double SleepSigmaPpm { get; init; } = 400;

    /// <summary>Deviation of the part of a sleep timer's rate that changes from hour to hour, with warmth and calibration, parts per million.</summary>
    public double SleepWanderPpm { get; init; }

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<ClockProfile> All { get; } = new[]
    {
        new ClockProfile
        {
            Name = "chip", Description = "1.5-ppm I2C clock chip, read at each wake", HasChip = true, ChipSigmaPpm = 1.5, ChipWanderPpm = 0.3,
        },
        new ClockProfile { Name = "crystal", Description = "32.768 kHz crystal, trimmed (needs an image of our own)", SleepSigmaPpm = 3 },
        new ClockProfile { Name = "rc", Description = "the chip's own RC oscillator, trimmed once: what the published image has alone", SleepWanderPpm = 100 },
        new ClockProfile { Name = "perfect", Description = "no error at all", HasChip = true, SyncSigmaMs = 0, SleepSigmaPpm = 0 },
    };

    /// <summary>The profile called <paramref name="name"/>; throws <see cref="ArgumentException"/>.</summary>
    public static ClockProfile Find(string name)
    {
        foreach (ClockProfile profile in All)
        {
            if (profile.Name == name)
            {
                return profile;
            }
        }

        throw new ArgumentException($"There is no clock profile '{name}'.");
    }
}

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

    /// <summary>Deviation of the rate between tags, parts per million.</summary>
    public required double RateSigmaPpm { get; init; }

    /// <summary>Deviation of the error right after a sync, milliseconds.</summary>
    public double SyncSigmaMs { get; init; } = 50;

    /// <summary>Deviation of the light-sleep timer's length, parts per million: the tag wakes early or late and then reads its clock.</summary>
    public double SleepSigmaPpm { get; init; } = 400;

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<ClockProfile> All { get; } = new[]
    {
        new ClockProfile { Name = "chip", Description = "1.5-ppm I2C clock chip, read at each wake", RateSigmaPpm = 1.5 },
        new ClockProfile { Name = "crystal", Description = "32.768 kHz crystal, trimmed (needs an image of our own)", RateSigmaPpm = 3, SleepSigmaPpm = 20 },
        new ClockProfile { Name = "rc", Description = "the chip's own RC oscillator, trimmed once: what the published image has alone", RateSigmaPpm = 400 },
        new ClockProfile { Name = "perfect", Description = "no error at all", RateSigmaPpm = 0, SyncSigmaMs = 0, SleepSigmaPpm = 0 },
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

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>What a finished job did. It exists only when every byte was checked.</summary>
public sealed record JobReport
{
    private const int LineBitsPerByte = 10;

    /// <summary>Port, as the user called it.</summary>
    public required string Port { get; init; }

    /// <summary>Chip name.</summary>
    public required string Chip { get; init; }

    /// <summary>Factory MAC, twelve hexadecimal digits.</summary>
    public required string Mac { get; init; }

    /// <summary>Bytes of flash.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>What was written where, each region whole: what the records keep.</summary>
    public required IReadOnlyList<WrittenRegion> Regions { get; init; }

    /// <summary>SHA-256 of each region by its name, lower-case hexadecimal.</summary>
    public IReadOnlyDictionary<string, string> Sha256OfRegion => Regions.ToDictionary(one => one.Name, one => Convert.ToHexStringLower(one.Sha256));

    /// <summary>How the application was started.</summary>
    public required StartKind Start { get; init; }

    /// <summary>Rate in force during the writing.</summary>
    public required int Baud { get; init; }

    /// <summary>Block size in force at the end.</summary>
    public required uint BlockSize { get; init; }

    /// <summary>How often a region was started again.</summary>
    public required int Restarts { get; init; }

    /// <summary>Compressed bytes of all regions, each counted once.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>Compressed bytes accepted, repetitions included.</summary>
    public required long AcceptedBytes { get; init; }

    /// <summary>Everything sent.</summary>
    public required long SentBytes { get; init; }

    /// <summary>Everything received.</summary>
    public required long ReceivedBytes { get; init; }

    /// <summary>Time from the first open to the last checksum, resets included.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>Time in which blocks were on their way.</summary>
    public required TimeSpan Data { get; init; }

    /// <summary>The least time the compressed bytes need at this rate: 10 bits a byte, nothing else.</summary>
    public TimeSpan LineFloor => TimeSpan.FromSeconds((double)PayloadBytes * LineBitsPerByte / Baud);

    /// <summary>Share of the line that carried compressed bytes while blocks were on their way, 0..1.</summary>
    public double WireEfficiency => Data <= TimeSpan.Zero ? 0 : AcceptedBytes * LineBitsPerByte / (Baud * Data.TotalSeconds);
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// A package and an application, compressed once for each kind of chip however many tags get them. May be shared by several jobs at
/// the same time.
/// </summary>
public sealed class FirmwareSet
{
    private readonly ConcurrentDictionary<(string Chip, long FlashBytes), Lazy<IReadOnlyList<FlashRegion>>> _regions = new();

    /// <summary>Of <paramref name="package"/> and <paramref name="application"/>.</summary>
    public FirmwareSet(FirmwarePackage package, DeploymentImage application)
    {
        Package = package;
        Application = application;
    }

    /// <summary>Firmware.</summary>
    public FirmwarePackage Package { get; }

    /// <summary>Application.</summary>
    public DeploymentImage Application { get; }

    /// <summary>Reads and checks both. Throws <see cref="FlasherException"/>.</summary>
    public static FirmwareSet Load(string packagePath, string applicationPath) =>
        new(FirmwarePackage.Load(packagePath), DeploymentImage.Load(applicationPath));

    /// <summary>What a chip gets, in order. Throws <see cref="FlasherException"/> when it does not fit.</summary>
    public IReadOnlyList<FlashRegion> RegionsFor(ChipFacts chip, long flashBytes) => _regions
        .GetOrAdd((chip.Name, flashBytes), _ => new(() => new FlashPlan(Package, chip, flashBytes).Firmware(Application)))
        .Value;
}

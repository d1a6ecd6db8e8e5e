using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>
/// What can be done with one tag at one port: what `flash` and `provision` call, and a batch. Files are checked by whoever loaded
/// them, their fit to the chip here, before the first erase.
/// </summary>
public sealed class TagFlasher
{
    private readonly TagPort _port;
    private readonly IFlashProgress _progress;

    /// <summary>On <paramref name="port"/>.</summary>
    public TagFlasher(TagPort port, IFlashProgress progress)
    {
        _port = port;
        _progress = progress;
    }

    /// <summary>
    /// Writes firmware and application, and <paramref name="identity"/> when there is one, in one connection. With an identity the
    /// whole partition `config` is erased, so that nothing of an earlier life is left.
    /// </summary>
    /// <param name="firmware">Firmware and application.</param>
    /// <param name="identity">New identity, or null to keep the tag's.</param>
    /// <param name="beforeWriting">Told the MAC once the fit is checked and before the first erase; may throw to stop.</param>
    public JobReport Flash(FirmwareSet firmware, TagIdentity? identity, Action<string>? beforeWriting = null)
    {
        FlashRegion? config = null;
        return Write(
            loader =>
            {
                IReadOnlyList<FlashRegion> regions = firmware.RegionsFor(loader.Chip, loader.FlashBytes);
                config = identity?.ToWholePartition(new FlashPlan(firmware.Package, loader.Chip, loader.FlashBytes).Config);
                beforeWriting?.Invoke(loader.Mac);
                return FlashPlan.WithConfig(regions, config);
            },
            () => config);
    }

    /// <summary>
    /// The same with an identity that is asked for once the chip is known and files and chip fit: <paramref name="identityFor"/> is told MAC
    /// and name of the chip before the first erase, sets serial and key aside for it, and may throw to stop.
    /// </summary>
    public JobReport FlashAndProvision(FirmwareSet firmware, Func<string, string, TagIdentity> identityFor)
    {
        FlashRegion? config = null;
        return Write(
            loader =>
            {
                IReadOnlyList<FlashRegion> regions = firmware.RegionsFor(loader.Chip, loader.FlashBytes);
                PartitionEntry place = new FlashPlan(firmware.Package, loader.Chip, loader.FlashBytes).Config;
                config = identityFor(loader.Mac, loader.Chip.Name).ToWholePartition(place);
                return FlashPlan.WithConfig(regions, config);
            },
            () => config);
    }

    /// <summary>
    /// Writes a new identity to a tag that was flashed from <paramref name="package"/>: 8 KiB, or the whole partition `config` with
    /// <paramref name="wipe"/>. The chip's partition table must be the package's, or a partition would be looked for in the wrong
    /// place.
    /// </summary>
    public JobReport Provision(FirmwarePackage package, TagIdentity identity, bool wipe, Action<string>? beforeWriting = null)
    {
        FlashRegion? config = null;
        return Write(
            loader =>
            {
                FlashPlan plan = PlanOnChip(package, loader);
                config = wipe ? identity.ToWholePartition(plan.Config) : identity.ToRegion(plan.Config);
                beforeWriting?.Invoke(loader.Mac);
                return [config];
            },
            () => config);
    }

    /// <summary>Erases all of `config`: identity, contact log, settings. The tag is blank afterwards and says so.</summary>
    public JobReport Wipe(FirmwarePackage package, Action<string>? beforeWriting = null) => Write(
        loader =>
        {
            PartitionEntry config = PlanOnChip(package, loader).Config;
            beforeWriting?.Invoke(loader.Mac);
            return [new FlashRegion(config.Label, config.Offset, [], config.Size)];
        },
        () => null);

    // Only a matching table tells where the chip believes its partitions to be: the ROM cannot read flash, but it can hash it.
    private FlashPlan PlanOnChip(FirmwarePackage package, Loader loader)
    {
        var plan = new FlashPlan(package, loader.Chip, loader.FlashBytes);
        return plan.TableRegion.Whole.Matches(loader.Rom) ? plan : throw ImageProblems.OtherTable(_port.Name, package.Name);
    }

    private JobReport Write(Func<Loader, IReadOnlyList<FlashRegion>> plan, Func<FlashRegion?> secret)
    {
        try
        {
            return new WriteJob(_port, _progress).Run(plan);
        }
        finally
        {
            secret()?.Forget();
        }
    }
}

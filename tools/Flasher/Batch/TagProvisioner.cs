using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Batch;

/// <summary>
/// One tag from blank to labelled: reserve, write, verify, confirm, label. Reserved before the first erase, confirmed only when every byte
/// was read back; whatever fails in between burns the key and keeps the serial with the chip. For several threads.
/// </summary>
public sealed class TagProvisioner
{
    private readonly TagRegistry _registry;
    private readonly LabelTray _tray;
    private readonly BatchSettings _settings;
    private readonly Action<BatchStep, uint> _atStep;

    /// <summary>With <paramref name="atStep"/> told each step and the serial.</summary>
    public TagProvisioner(TagRegistry registry, LabelTray tray, BatchSettings settings, Action<BatchStep, uint>? atStep = null)
    {
        _registry = registry;
        _tray = tray;
        _settings = settings;
        _atStep = atStep ?? ((_, _) => { });
    }

    /// <summary>
    /// Works on the chip at <paramref name="port"/>. Everything a technician can act on comes back as an outcome; being stopped
    /// (<see cref="OperationCanceledException"/>) and faults of this program are thrown, after the key was burnt.
    /// </summary>
    public BatchOutcome Run(TagPort port, IFlashProgress progress)
    {
        using var identity = new TagIdentity(_settings.CreationDay, _settings.UtcOffsetMinutes);
        Reservation? open = null;
        try
        {
            JobReport report = new TagFlasher(port, progress).FlashAndProvision(_settings.Firmware, (mac, chip) =>
            {
                open = Reserve(identity, mac, chip);
                _atStep(BatchStep.Reserved, open.Serial);
                return identity;
            });
            Check(port, report);
            _atStep(BatchStep.Verified, identity.Serial);
            _registry.Provisioning.Confirm(open!, _settings.FirmwareName, report.Regions).Get();
            open = null;
            _atStep(BatchStep.Confirmed, identity.Serial);
            _tray.Add(new Label(identity.Serial, identity.ClaimSecret.ToArray()));
            _atStep(BatchStep.Labelled, identity.Serial);
            return new BatchOutcome(port.Name, BatchSign.Ok, identity.Serial, report, null);
        }
        catch (AlreadyTagException skip)
        {
            return new BatchOutcome(port.Name, BatchSign.Skip, skip.Serial, null, RegistryProblems.Of(skip.Problem));
        }
        catch (FlasherException problem)
        {
            Abandon(open, $"exit code {(int)problem.Code}");
            return new BatchOutcome(port.Name, BatchSign.Error, identity.Serial, null, problem);
        }
        catch
        {
            Abandon(open, "stopped");
            throw;
        }
    }

    private Reservation Reserve(TagIdentity identity, string mac, string chip)
    {
        _tray.CheckRoom(1);
        Result<Reservation> reserved = identity.Reserve(_registry, new ReservationRequest(mac, chip, _settings.Replaces || HasLostItsLabel(mac)));
        return reserved.IsOk ? reserved.Value
            : reserved.Problem.Error is RegistryError.AlreadyProvisioned or RegistryError.ChipInUse ? throw new AlreadyTagException(reserved.Problem)
            : throw RegistryProblems.Of(reserved.Problems);
    }

    // A tag whose program died between confirming and labelling: its claim secret is gone for good.
    private bool HasLostItsLabel(string mac)
    {
        Result<Tag> known = _registry.Tags.FindByMac(mac);
        return known.IsOk && known.Value is { State: TagState.Provisioned, IsLabelled: false };
    }

    private void Check(TagPort port, JobReport report)
    {
        if (_settings.IsChecked && report.Start != StartKind.NeedsPowerCycle)
        {
            new BootCheck(port).Run(_settings.Firmware.Package);
        }
    }

    // If not even this can be written, the next start of a batch abandons what is open.
    private void Abandon(Reservation? open, string reason)
    {
        if (open != null)
        {
            _ = _registry.Provisioning.Abandon(open, reason);
        }
    }

    private sealed class AlreadyTagException(Problem problem) : Exception
    {
        public Problem Problem { get; } = problem;

        public uint Serial => uint.TryParse(Problem.Facts.GetValueOrDefault("serial"), out uint serial) ? serial : 0;
    }
}

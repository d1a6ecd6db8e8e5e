using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>Compares a tag with a package and an application by MD5. Writes nothing; the identity stays unread and unknown.</summary>
public sealed class TagVerifier
{
    private const int Rounds = 3;
    private readonly TagPort _port;
    private readonly IFlashProgress _progress;

    /// <summary>On <paramref name="port"/>.</summary>
    public TagVerifier(TagPort port, IFlashProgress progress)
    {
        _port = port;
        _progress = progress;
    }

    /// <summary>
    /// Whether each region is right, and starts the tag again. Throws <see cref="FlasherException"/> when nothing could be compared.
    /// </summary>
    public VerifyReport Verify(FirmwareSet firmware)
    {
        for (int round = 1; ; round++)
        {
            try
            {
                return VerifyOnce(firmware);
            }
            catch (RomException exception) when (round == Rounds)
            {
                throw ChipProblems.NoLoader(_port.Name, true, exception.Message);
            }
            catch (LinkLostException exception) when (round == Rounds)
            {
                throw PortProblems.Vanished(_port.Name, exception.Message);
            }
            catch (Exception exception) when (exception is RomException or LinkLostException)
            {
                _port.Drop();
            }
        }
    }

    private VerifyReport VerifyOnce(FirmwareSet firmware)
    {
        _progress.Begin(new("Connecting", "Đang kết nối"));
        Loader loader = _port.Connect();
        IReadOnlyList<FlashRegion> regions = firmware.RegionsFor(loader.Chip, loader.FlashBytes);
        Dictionary<string, bool> results = [];
        foreach (FlashRegion one in regions)
        {
            _progress.Begin(new($"Checking {one.Name}", $"Đang kiểm tra {one.Name}"));
            results[one.Name] = one.Whole.Matches(loader.Rom);
            _progress.Advance(results.Count, regions.Count);
        }

        return new VerifyReport(_port.Name, loader.Chip.Name, loader.Mac, results, TagReset.Run(loader));
    }
}

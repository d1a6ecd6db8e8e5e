using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>Starts the application of a chip that is in its loader.</summary>
public static class TagReset
{
    /// <summary>
    /// By the modem lines; where there are none, by the watchdog of the ESP32-C3; or not at all. Losing the port here is no failure:
    /// the USB device inside the chip goes away with the reset that was asked for.
    /// </summary>
    public static StartKind Run(Loader loader)
    {
        try
        {
            if (loader.Reset != null && loader.Reset.TryRunApplication(loader.Link, loader.Clock))
            {
                return StartKind.PinReset;
            }

            if (loader.Chip != ChipFacts.Esp32C3)
            {
                return StartKind.NeedsPowerCycle;
            }

            Watchdogs.ResetSoon(loader.Rom);
            return StartKind.WatchdogReset;
        }
        catch (LinkLostException)
        {
            return StartKind.PinReset;
        }
        catch (RomException)
        {
            return StartKind.NeedsPowerCycle;
        }
    }
}

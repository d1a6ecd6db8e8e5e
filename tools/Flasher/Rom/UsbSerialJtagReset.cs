using System;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// The USB device inside the ESP32-C3 (VID 303A, PID 1001). It watches the order in which the lines change: the way leads through
/// both asserted, never through both released, before the reset.
/// </summary>
public sealed class UsbSerialJtagReset : IResetStrategy
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RunStep = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public string Name => "usb-serial-jtag";

    /// <inheritdoc/>
    public bool TryEnterLoader(ISerialLink link, ILinkClock clock, int attempt)
    {
        if (!link.TrySetLines(false, false))
        {
            return false;
        }

        clock.Wait(Step);
        link.TrySetLines(true, false);
        clock.Wait(Step);
        link.TrySetLines(true, true);
        link.TrySetLines(false, true);
        link.TrySetLines(false, true);
        clock.Wait(Step);
        link.TrySetLines(false, false);
        return true;
    }

    /// <inheritdoc/>
    public bool TryRunApplication(ISerialLink link, ILinkClock clock)
    {
        if (!link.TrySetLines(false, true))
        {
            return false;
        }

        clock.Wait(RunStep);
        link.TrySetLines(false, false);
        clock.Wait(RunStep);
        return true;
    }
}

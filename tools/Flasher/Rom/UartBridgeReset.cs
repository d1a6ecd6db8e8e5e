using System;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// Boards with a USB-to-UART bridge (CP210x, CH34x, FTDI) and two transistors: RTS pulls EN, DTR pulls the boot pin, both
/// together pull nothing.
/// </summary>
public sealed class UartBridgeReset : IResetStrategy
{
    private static readonly TimeSpan InReset = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterReset = TimeSpan.FromMilliseconds(50);

    // Some boards have a large capacitor at EN.
    private static readonly TimeSpan LongAfterReset = TimeSpan.FromMilliseconds(550);

    /// <inheritdoc/>
    public string Name => "uart-bridge";

    /// <inheritdoc/>
    public bool TryEnterLoader(ISerialLink link, ILinkClock clock, int attempt)
    {
        if (!link.TrySetLines(false, false))
        {
            return false;
        }

        link.TrySetLines(true, true);
        link.TrySetLines(false, true);
        clock.Wait(InReset);
        link.TrySetLines(true, false);
        clock.Wait(attempt % 2 == 0 ? AfterReset : LongAfterReset);
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

        clock.Wait(InReset);
        link.TrySetLines(false, false);
        return true;
    }
}

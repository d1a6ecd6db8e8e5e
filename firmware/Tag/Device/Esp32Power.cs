using System;
using System.Threading;
using BluezoneTag.Tag.Ports;
using nanoFramework.Hardware.Esp32;
using LightSleep = nanoFramework.Hardware.Esp32.Sleep;
using NativeGC = nanoFramework.Runtime.Native.GC;
using NativePower = nanoFramework.Runtime.Native.Power;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Sleep, restart and the managed heap. nanoFramework facts: light sleep keeps memory and returns after the wake-up, but is
/// refused while the Bluetooth stack is up; on the C3 only the timer and edges on the receive pin of a UART end it, and the
/// pressed button of the reference board puts edges there (docs/decisions/0020-wake-by-clock-edges.md).
/// </summary>
public sealed class Esp32Power : IPower
{
    // Entering and leaving light sleep is not worth it for less.
    private const int ShortestLightSleepMs = 50;

    // Light sleep is refused also when edges are on their way already: a press is then noticed after this long at the latest.
    private const int LongestRefusedMs = 1000;

    // The least the UART can count to; some chips want one edge more.
    private const int WakeEdges = 3;

    /// <summary>Only the timer ends light sleep.</summary>
    public Esp32Power()
        : this(false)
    {
    }

    /// <summary>
    /// With <paramref name="isWokenByButton"/>, edges on WAKE_RX end light sleep from now on: only on a board that has the circuit,
    /// because elsewhere the pin belongs to a USB bridge or is open. nanoFramework fact: no call takes a wake-up source back.
    /// </summary>
    public Esp32Power(bool isWokenByButton)
    {
        if (isWokenByButton)
        {
            LightSleep.EnableWakeupByUart(LightSleep.WakeUpPort.COM1, WakeEdges);
        }
    }

    /// <inheritdoc/>
    public void Sleep(long milliseconds, bool mustStayAwake)
    {
        if (mustStayAwake || milliseconds < ShortestLightSleepMs)
        {
            Thread.Sleep((int)milliseconds);
        }
        else if (!TryLightSleep(milliseconds))
        {
            Thread.Sleep(milliseconds < LongestRefusedMs ? (int)milliseconds : LongestRefusedMs);
        }
    }

    /// <inheritdoc/>
    public void Restart()
    {
        NativePower.RebootDevice();

        // nanoFramework fact: the call only asks; the CLR restarts when this thread has given way.
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Collects without moving anything, and returns the free bytes: the CLR counts no other way.</summary>
    public int GetFreeHeapBytes()
    {
        return (int)NativeGC.Run(false);
    }

    // A refused sleep returns at once; the caller then waits awake instead of running round and round. Edges end it early,
    // and the run loop looks at the button at each turn.
    private static bool TryLightSleep(long milliseconds)
    {
        return LightSleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(milliseconds)) == EspNativeError.OK
            && LightSleep.StartLightSleep() == EspNativeError.OK;
    }
}

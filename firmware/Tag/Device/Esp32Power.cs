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
/// refused while the Bluetooth stack is up; on the C3 only the timer (and a UART) can wake it, so the button waits until
/// the next wake-up.
/// </summary>
public sealed class Esp32Power : IPower
{
    // Entering and leaving light sleep is not worth it for less.
    private const int ShortestLightSleepMs = 50;

    /// <inheritdoc/>
    public void Sleep(long milliseconds, bool isRadioOn)
    {
        if (isRadioOn || milliseconds < ShortestLightSleepMs || !TryLightSleep(milliseconds))
        {
            Thread.Sleep((int)milliseconds);
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

    // A refused sleep returns at once; the caller then waits awake instead of running round and round.
    private static bool TryLightSleep(long milliseconds)
    {
        return LightSleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(milliseconds)) == EspNativeError.OK
            && LightSleep.StartLightSleep() == EspNativeError.OK;
    }
}

using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Diagnostics;
using System.Threading;
using BluezoneTag.Tag.Device;
using BluezoneTag.Tag.Ports;
using nanoFramework.Hardware.Esp32;

namespace BluezoneTag.Tag;

/// <summary>Puts the tag together for the reference board and runs it: the only place that constructs adapters.</summary>
public static class Program
{
    // Time to attach a debugger or deploy anew before a tag that fails at every start tries again.
    private const int RestartDelayMs = 10000;

    /// <summary>
    /// Runs until the power goes. nanoFramework fact: when Main ends nothing restarts and no watchdog bites, so every
    /// exception ends in a restart. Only its type is written: a message could carry anything.
    /// </summary>
    public static void Main()
    {
        try
        {
            TagPorts ports = CreatePorts();
            new TagLoop(new TagApplication(ports), ports).Run();
        }
        catch (Exception exception)
        {
            Debug.WriteLine(exception.GetType().Name);
            Thread.Sleep(RestartDelayMs);
        }

        new Esp32Power().Restart();
    }

    private static TagPorts CreatePorts()
    {
        GpioController gpio = new GpioController();
        Esp32Clock clock = new Esp32Clock();
        Configuration.SetPinFunction(PinMap.Sda, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(PinMap.Scl, DeviceFunction.I2C1_CLOCK);
        return new TagPorts
        {
            // First of all: until it exists the lights and the motor are as the chip's reset left them.
            Indicator = new GpioIndicator(gpio, PinMap.LedRN, PinMap.LedGN, PinMap.Motor),
            Button = new GpioButton(gpio, PinMap.BtnN),
            Clock = clock,
            Advertiser = new NimbleAdvertiser(),
            Scanner = new NimbleScanner(clock),
            Sync = new GattSyncService(),
            Files = new ConfigPartitionFiles(),
            Power = new Esp32Power(PinMap.WakeRx >= 0),
            Battery = new AdcBattery(gpio, PinMap.VbatEn, new AdcController(), PinMap.VbatSenseChannel),
            ClockChip = new Rv8803ClockChip(),
            Motion = new Lis2dh12Motion(),
            Entropy = new Esp32Entropy(),
            Cipher = new NativeCipher(),
        };
    }
}

using System.Device.Adc;
using System.Device.Gpio;
using System.Threading;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The cell behind a 1:2 divider that is connected only while it is measured. nanoFramework fact: the converter gives raw
/// 12-bit values at 12 dB attenuation and knows no calibration and no millivolts; so a straight line through two points
/// stands here, and eight values are averaged.
/// </summary>
public sealed class AdcBattery : IBattery
{
    private const int SampleCount = 8;
    private const int DividerRatio = 2;

    // 1 M against 1 M into 100 nF: 50 ms, and six of those leave a quarter of a per cent.
    private const int SettleMs = 300;

    // The line: nominal for the chip, whose own factory calibration lies near 2000 at 1370 mV. To be measured on a board.
    private const int LowRaw = 0;
    private const int LowMillivolts = 0;
    private const int HighRaw = 2000;
    private const int HighMillivolts = 1370;

    // The chip does not run on less: the divider is missing then.
    private const int LeastMillivolts = 2000;

    private readonly GpioPin _enable;
    private readonly AdcChannel _channel;

    /// <summary>Takes the pin and the channel, with the divider off.</summary>
    public AdcBattery(GpioController gpio, int enablePin, AdcController adc, int channel)
    {
        _enable = gpio.OpenPin(enablePin, PinMode.Output);
        _enable.Write(PinValue.Low);
        _channel = adc.OpenChannel(channel);
    }

    /// <summary>Cell voltage in millivolts, 0 when there is no divider. Blocks for 0.3 s while the divider settles.</summary>
    public int ReadMillivolts()
    {
        _enable.Write(PinValue.High);
        Thread.Sleep(SettleMs);
        int sum = 0;
        for (int i = 0; i < SampleCount; i++)
        {
            sum += _channel.ReadValue();
        }

        _enable.Write(PinValue.Low);
        int millivolts = DividerRatio * ToMillivolts(sum / SampleCount);
        return millivolts < LeastMillivolts ? 0 : millivolts;
    }

    private static int ToMillivolts(int raw)
    {
        return LowMillivolts + ((raw - LowRaw) * (HighMillivolts - LowMillivolts) / (HighRaw - LowRaw));
    }
}

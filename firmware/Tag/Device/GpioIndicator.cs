using System.Device.Gpio;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Two lights that are on when low and a motor that runs when high. nanoFramework fact: an output is low when it is
/// opened, so everything is set at once in the constructor.
/// </summary>
public sealed class GpioIndicator : IIndicator
{
    private readonly GpioPin _red;
    private readonly GpioPin _green;
    private readonly GpioPin _motor;

    /// <summary>Takes the three pins and switches everything off.</summary>
    public GpioIndicator(GpioController gpio, int redPin, int greenPin, int motorPin)
    {
        _motor = gpio.OpenPin(motorPin, PinMode.Output);
        _red = gpio.OpenPin(redPin, PinMode.Output);
        _green = gpio.OpenPin(greenPin, PinMode.Output);
        Set(false, false, false);
    }

    /// <inheritdoc/>
    public void Set(bool isRedOn, bool isGreenOn, bool isVibrating)
    {
        _red.Write(!isRedOn);
        _green.Write(!isGreenOn);
        _motor.Write(isVibrating);
    }
}

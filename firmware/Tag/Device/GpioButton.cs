using System.Device.Gpio;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// A button to ground. nanoFramework facts: edges come on the thread that carries all events, which must not be held up,
/// and none come during light sleep; edge events were reported as unreliable. So an edge is only remembered, and the level
/// is read as well.
/// </summary>
public sealed class GpioButton : IButton
{
    private readonly object _lock = new object();
    private readonly GpioPin _pin;
    private bool _wasPressed;

    /// <summary>Takes the pin, with the internal pull-up for boards that have none of their own.</summary>
    public GpioButton(GpioController gpio, int pin)
    {
        _pin = gpio.OpenPin(pin, PinMode.InputPullUp);
        _pin.ValueChanged += OnValueChanged;
    }

    /// <inheritdoc/>
    public bool IsPressed()
    {
        lock (_lock)
        {
            bool isPressed = _wasPressed || _pin.Read() == PinValue.Low;
            _wasPressed = false;
            return isPressed;
        }
    }

    private void OnValueChanged(object sender, PinValueChangedEventArgs e)
    {
        if (e.ChangeType == PinEventTypes.Falling)
        {
            lock (_lock)
            {
                _wasPressed = true;
            }
        }
    }
}

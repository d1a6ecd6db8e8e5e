namespace BluezoneTag.Tag.Ports;

/// <summary>The red and the green light and the vibration motor. A call sets all three and returns at once.</summary>
public interface IIndicator
{
    /// <summary>Switches each on or off until the next call.</summary>
    void Set(bool isRedOn, bool isGreenOn, bool isVibrating);
}

namespace BluezoneTag.Tag.Ports;

/// <summary>The cell.</summary>
public interface IBattery
{
    /// <summary>Cell voltage in millivolts under the load of the moment, 0 when it cannot be measured.</summary>
    int ReadMillivolts();
}

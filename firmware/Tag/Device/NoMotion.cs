using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>A board without motion sensor; on the reference board the sensor is an option that is not fitted.</summary>
public sealed class NoMotion : IMotion
{
    /// <inheritdoc/>
    public bool IsFitted
    {
        get { return false; }
    }

    /// <inheritdoc/>
    public bool ReadMoved()
    {
        return false;
    }
}

namespace BluezoneTag.Tag.Ports;

/// <summary>The motion sensor, if there is one.</summary>
public interface IMotion
{
    /// <summary>False on boards without a sensor: the schedule then goes by company and the hour alone.</summary>
    bool IsFitted { get; }

    /// <summary>Whether the wearer moved since the last call.</summary>
    bool ReadMoved();
}

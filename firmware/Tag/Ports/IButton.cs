namespace BluezoneTag.Tag.Ports;

/// <summary>The wearer's button.</summary>
public interface IButton
{
    /// <summary>Whether it is down now, or was down at any time since the last call. Debounced by the caller.</summary>
    bool IsPressed();
}

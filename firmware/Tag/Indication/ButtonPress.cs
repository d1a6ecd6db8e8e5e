namespace BluezoneTag.Tag.Indication;

/// <summary>What the button has just done.</summary>
public enum ButtonPress
{
    /// <summary>Nothing that means anything yet.</summary>
    None,

    /// <summary>Pressed and let go in less than two seconds.</summary>
    ShortPress,

    /// <summary>Held for two seconds; reported while still held, once.</summary>
    LongPress,
}

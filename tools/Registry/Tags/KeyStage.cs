namespace BluezoneTag.Registry.Tags;

/// <summary>Where a key is on its way onto a tag. The numbers are stored.</summary>
public enum KeyStage
{
    /// <summary>Set aside; whether it is on the chip is not known.</summary>
    Reserved = 0,

    /// <summary>On the chip, read back.</summary>
    Confirmed = 1,

    /// <summary>Burnt: never to be used again, on the chip or not.</summary>
    Abandoned = 2,
}

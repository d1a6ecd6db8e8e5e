namespace BluezoneTag.Flasher.Messages;

/// <summary>Languages of everything a technician reads.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Vietnamese.</summary>
    Vietnamese,
}

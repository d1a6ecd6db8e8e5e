namespace BluezoneTag.Registry.Results;

/// <summary>A language for people.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Vietnamese.</summary>
    Vietnamese,
}

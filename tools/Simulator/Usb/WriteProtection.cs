namespace BluezoneTag.Simulator.Usb;

/// <summary>How a write-protected flash behaves.</summary>
public enum WriteProtection
{
    /// <summary>Not protected.</summary>
    None,

    /// <summary>Erase and write are answered as done, and change nothing: only the MD5 tells.</summary>
    Silent,

    /// <summary>The ROM notices and answers with an error.</summary>
    Refused,
}

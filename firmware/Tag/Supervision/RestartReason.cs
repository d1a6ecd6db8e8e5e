namespace BluezoneTag.Tag.Supervision;

/// <summary>Why the application asks to be restarted.</summary>
public enum RestartReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The planned one of the night: it gives back what the Bluetooth stack leaks at each start.</summary>
    Night,

    /// <summary>The Bluetooth stack does not start any more.</summary>
    Radio,

    /// <summary>Too many exceptions.</summary>
    Exceptions,

    /// <summary>The heap is shrinking.</summary>
    Heap,

    /// <summary>The tag was wiped: what is in memory is of a life that is over.</summary>
    Wiped,
}

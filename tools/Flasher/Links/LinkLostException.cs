using System;

namespace BluezoneTag.Flasher.Links;

/// <summary>The other end of a link is gone: cable pulled, device re-enumerated, connection closed.</summary>
public sealed class LinkLostException : Exception
{
    /// <summary>Link <paramref name="name"/> is gone because of <paramref name="reason"/>.</summary>
    public LinkLostException(string name, string reason, Exception? cause = null)
        : base($"{name}: {reason}", cause)
    {
    }
}

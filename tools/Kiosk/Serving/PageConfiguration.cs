using System.Collections.Generic;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>
/// What the page is told when it starts, as /config.json. A singleton of the host's services: the demo adds its own authority and list to it.
/// </summary>
public sealed class PageConfiguration
{
    /// <summary>Whether /demo answers.</summary>
    public bool Demo { get; set; }

    /// <summary>Pinned public keys of authorities: SubjectPublicKeyInfo of P-256 in base64.</summary>
    public IList<string> Authorities { get; } = [];

    /// <summary>Public key that releases are encrypted for, in the same form; null for those of <see cref="Authorities"/>.</summary>
    public string? ReleaseKey { get; set; }

    /// <summary>Addresses on this same host of exposure lists, such as /lists/2026-11-21.json, or of an authority's index of them.</summary>
    public IList<string> Lists { get; } = [];

    /// <summary>Where an encrypted release may be handed in, or null: then it is saved as a file only.</summary>
    public string? Releases { get; set; }
}

using System.Collections.Generic;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry;

/// <summary>How many of what.</summary>
/// <param name="TagsByState">Tags in each state; every state is there.</param>
/// <param name="KeysConfirmed">Runs that ended well.</param>
/// <param name="KeysAbandoned">Runs that did not.</param>
/// <param name="KeysOpen">Runs under way, or died.</param>
/// <param name="WithoutLabel">Provisioned tags whose label was not made.</param>
/// <param name="Names">Holders with a name.</param>
/// <param name="Head">The end of the audit trail, to be noted.</param>
public sealed record Statistics(
    IReadOnlyDictionary<TagState, int> TagsByState, int KeysConfirmed, int KeysAbandoned, int KeysOpen, int WithoutLabel, int Names, AuditHead Head);

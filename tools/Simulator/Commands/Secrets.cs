using System.Text.RegularExpressions;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Keeps keys out of messages: what is printed ends up in tickets and logs.</summary>
public static partial class Secrets
{
    /// <summary>The text with everything that may be a key, whole or mistyped, replaced by "(hidden)".</summary>
    public static string Hide(string text) => KeyLike().Replace(text, "(hidden)");

    [GeneratedRegex("[0-9A-Fa-f]{40,}")]
    private static partial Regex KeyLike();
}

using System.Linq;
using BluezoneTag.Registry.Holders;

namespace BluezoneTag.Registry.Storage;

/// <summary>The label of who works: 1 to 64 characters, no control characters.</summary>
internal static class OperatorLabel
{
    /// <summary>Most characters.</summary>
    public const int MaxLength = 64;

    /// <summary>As it is stored: trimmed, letters composed.</summary>
    public static string Clean(string text) => VietnameseText.Compose((text ?? string.Empty).Trim());

    /// <summary>True when it may stand in an entry.</summary>
    public static bool IsValid(string text) => Clean(text) is { Length: > 0 and <= MaxLength } clean && !clean.Any(char.IsControl);
}

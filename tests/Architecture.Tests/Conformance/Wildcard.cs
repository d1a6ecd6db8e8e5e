using System.Text.RegularExpressions;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>File patterns as MSBuild reads them: <c>**</c> is any folders or none, <c>*</c> anything but a slash.</summary>
public static class Wildcard
{
    /// <summary>True when the whole name fits the pattern; both with slashes.</summary>
    public static bool Matches(string pattern, string name)
    {
        string expression = Regex.Escape(pattern)
            .Replace(@"\*\*/", "(?:.*/)?", System.StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", System.StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", System.StringComparison.Ordinal);
        return Regex.IsMatch(name, $"^{expression}$", RegexOptions.CultureInvariant);
    }
}

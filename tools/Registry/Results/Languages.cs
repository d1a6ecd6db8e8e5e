using System;

namespace BluezoneTag.Registry.Results;

/// <summary>Which language a program speaks.</summary>
public static class Languages
{
    /// <summary>The language that the usual variables (LC_ALL, LC_MESSAGES, LANG) ask for, read through <paramref name="variable"/>; English when they say nothing.</summary>
    public static Language Of(Func<string, string?> variable)
    {
        foreach (string name in new[] { "LC_ALL", "LC_MESSAGES", "LANG" })
        {
            string? value = variable(name);
            if (!string.IsNullOrEmpty(value))
            {
                return value.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Language.Vietnamese : Language.English;
            }
        }

        return Language.English;
    }
}

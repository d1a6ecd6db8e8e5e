using BluezoneTag.Registry.Results;

namespace BluezoneTag.Officer.Messages;

/// <summary>One sentence in both languages.</summary>
/// <param name="English">English.</param>
/// <param name="Vietnamese">Vietnamese.</param>
public sealed record Text(string English, string Vietnamese)
{
    /// <summary>The sentence in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vietnamese : English;
}

using BluezoneTag.Registry.Tags;
using Language = BluezoneTag.Flasher.Messages.Language;
using RegistryLanguage = BluezoneTag.Registry.Results.Language;
using RegistryMessages = BluezoneTag.Registry.Results.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Words of the registry in this program's languages.</summary>
public static class RegistryWords
{
    /// <summary>A state.</summary>
    public static string State(TagState state, Language language) =>
        RegistryMessages.Of(state, language == Language.Vietnamese ? RegistryLanguage.Vietnamese : RegistryLanguage.English);
}

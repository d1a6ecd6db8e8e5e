using System;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>The C# version of the firmware, read from the one file that pins it.</summary>
public static class FirmwareLanguage
{
    /// <summary>The file that pins the version.</summary>
    public const string PropsName = "firmware/Firmware.props";

    /// <summary>The pinned version.</summary>
    public static LanguageVersion Version(Repository repository)
    {
        string text = XDocument.Parse(repository.Read(PropsName)).Descendants("LangVersion").Single().Value;
        return LanguageVersionFacts.TryParse(text, out LanguageVersion version) && version.MapSpecifiedToEffectiveVersion() == version
            ? version
            : throw new InvalidOperationException($"{PropsName}: LangVersion {text} is not one fixed version.");
    }
}

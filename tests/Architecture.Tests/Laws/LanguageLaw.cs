using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using BluezoneTag.Architecture.Tests.Conformance;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>The C# version of everything that runs on the device is pinned once, in firmware/Firmware.props.</summary>
public static class LanguageLaw
{
    private static readonly string[] Folders = ["firmware", "tests/Device.Tests"];

    /// <summary>Projects that do not import the file, or set a version of their own.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        Folders.SelectMany(folder => repository.Files(folder, "proj")).SelectMany(name => Of(repository, name));

    private static IEnumerable<Finding> Of(Repository repository, string name)
    {
        XDocument project = XDocument.Parse(repository.Read(name));
        string folder = repository.PathOf(name[..name.LastIndexOf('/')]);
        IEnumerable<string> imports = project.Descendants().Where(one => one.Name.LocalName == "Import")
            .Select(one => one.Attribute("Project")?.Value ?? string.Empty)
            .Select(path => repository.NameOf(Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')))));
        if (!imports.Contains(FirmwareLanguage.PropsName))
        {
            yield return new Finding(name, 0, string.Empty, $"{FirmwareLanguage.PropsName} is not imported", "Import it; it pins the C# version");
        }

        if (project.Descendants().Any(one => one.Name.LocalName == "LangVersion"))
        {
            yield return new Finding(name, 0, string.Empty, "LangVersion is set", $"{FirmwareLanguage.PropsName} pins it for all");
        }
    }
}

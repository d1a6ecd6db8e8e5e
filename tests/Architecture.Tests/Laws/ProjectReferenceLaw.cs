using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>Dependencies point towards the protocol. Test projects may reference anything.</summary>
public static class ProjectReferenceLaw
{
    // Folder of a project, and the folders of the projects it may reference.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["firmware/Protocol"] = [],
        ["firmware/Tag"] = ["firmware/Protocol"],
        ["tools/Exposure"] = ["firmware/Protocol"],
        ["tools/Simulator"] = ["firmware/Protocol", "firmware/Tag", "tools/Exposure", "tools/SyncClient"],
        ["tools/SyncClient"] = ["firmware/Protocol"],
        ["tools/Flasher"] = ["firmware/Protocol", "tools/Registry"],
        ["tools/Registry"] = ["firmware/Protocol"],
        ["tools/Officer"] = ["firmware/Protocol", "tools/Exposure", "tools/Registry", "tools/SyncClient"],
        ["tools/Kiosk"] = ["firmware/Protocol", "firmware/Tag", "tools/Exposure", "tools/Registry", "tools/Simulator", "tools/SyncClient"],
        ["tools/FlasherBench"] = ["tools/Flasher", "tools/Simulator"],
    };

    // The host build of the firmware has no packages at all; a device project's are the conformance test's affair.
    private static readonly string[] WithoutPackages = ["firmware/Protocol", "firmware/Tag"];

    /// <summary>References that point the wrong way.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        from rule in Allowed
        from project in repository.Files(rule.Key, "proj").Where(name => Folder(name) == rule.Key)
        let xml = XDocument.Parse(repository.Read(project))
        from finding in Projects(repository, project, xml, rule.Value).Concat(Packages(project, xml, rule.Key))
        select finding;

    private static IEnumerable<Finding> Projects(Repository repository, string project, XDocument xml, string[] allowed) =>
        from path in Included(xml, "ProjectReference")
        let name = repository.NameOf(Path.GetFullPath(repository.PathOf(Folder(project) + "/" + path.Replace('\\', '/'))))
        where !allowed.Contains(Folder(name))
        let others = allowed.Length == 0 ? "no project" : string.Join(" and ", allowed)
        select new Finding(project, 0, string.Empty, $"reference to {name}", $"It may reference {others}");

    private static IEnumerable<Finding> Packages(string project, XDocument xml, string folder) =>
        from package in Included(xml, "PackageReference")
        where WithoutPackages.Contains(folder)
        select new Finding(project, 0, string.Empty, $"package {package}", "The firmware builds on the host without packages");

    private static IEnumerable<string> Included(XDocument xml, string kind) =>
        xml.Descendants().Where(one => one.Name.LocalName == kind).Select(one => one.Attribute("Include")?.Value).OfType<string>();

    private static string Folder(string name) => name[..name.LastIndexOf('/')];
}

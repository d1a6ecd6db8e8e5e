using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>A project file leads nowhere but into the repository: no absolute path, no way out of the root, no address of a package feed.</summary>
public static partial class ProjectPathLaw
{
    // Names an XML format; nothing is fetched from it.
    private static readonly string[] AllowedAddresses = ["http://schemas.microsoft.com/developer/msbuild/2003"];

    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        from name in repository.Files(suffix: "proj")
        from value in Values(XDocument.Parse(repository.Read(name))).Distinct()
        let problem = Problem(repository, name, value)
        where problem != null
        select new Finding(name, 0, string.Empty, $"{problem} {value}", "A clone must build anywhere. Use a path inside the repository");

    private static IEnumerable<string> Values(XDocument project) =>
        project.Descendants().Attributes().Select(one => one.Value).Concat(project.DescendantNodes().OfType<XText>().Select(one => one.Value))
            .SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string? Problem(Repository repository, string name, string value)
    {
        if (AllowedAddresses.Contains(value))
        {
            return null;
        }

        string path = ProjectFolder().Replace(value.Replace('\\', '/'), string.Empty);
        if (path.Contains("://", StringComparison.Ordinal))
        {
            return "the address";
        }

        if (path.StartsWith('/') || Drive().IsMatch(path))
        {
            return "the absolute path";
        }

        string target = Path.GetFullPath(repository.PathOf(name[..name.LastIndexOf('/')]) + "/" + path);
        return path.Contains("../", StringComparison.Ordinal) && !target.StartsWith(repository.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? "the path out of the repository"
            : null;
    }

    [GeneratedRegex(@"\$\((MSBuildThisFileDirectory|MSBuildProjectDirectory|ProjectDir)\)/?")]
    private static partial Regex ProjectFolder();

    [GeneratedRegex("^[A-Za-z]:/")]
    private static partial Regex Drive();
}

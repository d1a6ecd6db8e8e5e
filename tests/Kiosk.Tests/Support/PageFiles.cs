using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BluezoneTag.Kiosk.Tests.Support;

/// <summary>The page's files as they lie in the sources, but for the demo's.</summary>
internal static class PageFiles
{
    /// <summary>Each file's name seen from the page, with a leading slash, and its path.</summary>
    public static IEnumerable<(string Name, string Path)> All() =>
        Directory.GetFiles(Node.Page, "*", SearchOption.AllDirectories)
            .Select(path => (Name: "/" + Path.GetRelativePath(Node.Page, path).Replace('\\', '/'), path))
            .Where(one => !one.Name.StartsWith("/demo/", StringComparison.Ordinal) && !one.Name.StartsWith("/vendor/", StringComparison.Ordinal))
            .OrderBy(one => one.Name, StringComparer.Ordinal);

    /// <summary>The modules and the service worker.</summary>
    public static IEnumerable<(string Name, string Text)> Modules() =>
        All().Where(one => one.Name.EndsWith(".js", StringComparison.Ordinal)).Select(one => (one.Name, File.ReadAllText(one.Path)));
}

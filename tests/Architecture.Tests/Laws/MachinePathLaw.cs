using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>No file knows the machine it was written on.</summary>
public static class MachinePathLaw
{
    // In two parts, or this source would break its own law.
    private static readonly byte[][] Paths = [Encoding.ASCII.GetBytes("/wo" + "rk/")];

    // What .gitignore leaves out beside build output.
    private static readonly string[] Ignored = ["report.html", "report.json"];

    /// <summary>Files that contain such a path.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        from name in repository.Files()
        where !Ignored.Contains(name) && !name.EndsWith(".user", StringComparison.Ordinal)
        let content = File.ReadAllBytes(repository.PathOf(name))
        from path in Paths
        let position = content.AsSpan().IndexOf(path)
        where position >= 0
        let line = content.AsSpan(0, position).Count((byte)'\n') + 1
        select new Finding(name, line, string.Empty, $"the path {Encoding.ASCII.GetString(path)}", "Name files relative to the repository");
}

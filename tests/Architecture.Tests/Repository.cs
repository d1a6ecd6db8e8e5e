using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The source tree a law looks at: this repository, or a small one that a test has planted.</summary>
public sealed class Repository
{
    /// <summary>The file that marks the root.</summary>
    public const string SolutionName = "BluezoneTag.sln";

    // What builds and tools write; see .gitignore.
    private static readonly string[] SkippedFolders = [".git", ".vs", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    private static readonly Lazy<Repository> Found = new(() => new Repository(FindRoot(AppContext.BaseDirectory)));

    /// <summary>The tree under <paramref name="root"/>.</summary>
    public Repository(string root) => Root = Path.GetFullPath(root);

    /// <summary>The repository this test was built in.</summary>
    public static Repository Current => Found.Value;

    /// <summary>Absolute path of the root.</summary>
    public string Root { get; }

    /// <summary>Absolute path of something named relative to the root, with slashes.</summary>
    public string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The name relative to the root, with slashes on every system.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>True when the file or folder is there.</summary>
    public bool Has(string relative) => Path.Exists(PathOf(relative));

    /// <summary>Names of all files under <paramref name="folder"/> that a person wrote, in order; empty without the folder.</summary>
    public IEnumerable<string> Files(string folder = "", string suffix = "") =>
        Directory.Exists(PathOf(folder)) ? Walk(PathOf(folder)).Select(NameOf).Where(name => name.EndsWith(suffix, StringComparison.Ordinal)) : [];

    /// <summary>The file as text.</summary>
    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The C# files under <paramref name="folder"/>.</summary>
    public IReadOnlyList<SourceFile> Sources(string folder) => [.. Files(folder, ".cs").Select(name => new SourceFile(name, Read(name)))];

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            yield return file;
        }

        foreach (string inner in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (SkippedFolders.Contains(Path.GetFileName(inner)))
            {
                continue;
            }

            foreach (string file in Walk(inner))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {SolutionName} above {start}.");
    }
}

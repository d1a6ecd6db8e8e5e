using System;
using System.IO;

namespace BluezoneTag.Architecture.Tests;

/// <summary>A small repository in a temporary folder, in which a test breaks a law on purpose.</summary>
public sealed class PlantedRepository : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluezonetag-");

    /// <summary>An empty repository with a solution that lists nothing.</summary>
    public PlantedRepository()
    {
        Repository = new Repository(_folder.FullName);
        Plant(Repository.SolutionName, "Microsoft Visual Studio Solution File, Format Version 12.00\n");
    }

    /// <summary>The planted tree.</summary>
    public Repository Repository { get; }

    /// <summary>Writes a file, with its folders.</summary>
    public PlantedRepository Plant(string name, string text)
    {
        string path = Repository.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

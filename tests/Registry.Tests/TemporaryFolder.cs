using System.IO;

namespace BluezoneTag.Registry.Tests;

/// <summary>A new folder, in memory where the system has such a place: the registry waits for the disk after every step, and thousands of steps are made here.</summary>
internal static class TemporaryFolder
{
    private const string InMemory = "/dev/shm";

    public static string New() => Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory("registry-").FullName;
}

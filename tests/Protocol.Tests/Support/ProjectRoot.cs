using System;
using System.IO;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>The folder that holds the solution, found upwards from the built tests.</summary>
internal static class ProjectRoot
{
    public static string Read(params string[] relativePath) => File.ReadAllText(Path.Combine([Find(), .. relativePath]));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BluezoneTag.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("BluezoneTag.sln is in no folder above the tests.");
    }
}

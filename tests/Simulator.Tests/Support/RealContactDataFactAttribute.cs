using System;
using System.IO;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>
/// A test on measured contacts. Their licence keeps them out of the repository, so the test is skipped where they are not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealContactDataFactAttribute : FactAttribute
{
    private const string RelativeName = "../shared/data/sociopatterns-primaryschool.csv.gz";

    public RealContactDataFactAttribute()
    {
        if (!File.Exists(FileName))
        {
            Skip = $"{RelativeName} (relative to the repository) is not there: measured contacts are not part of the project, see docs/simulation.md 2.";
        }
    }

    /// <summary>Where the file would be.</summary>
    public static string FileName { get; } = Path.GetFullPath(Path.Combine(ProjectRoot(), RelativeName));

    private static string ProjectRoot()
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

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>
/// The solution lists every project. Device projects are active in every configuration, so that an editor shows them,
/// but built in Device alone: elsewhere the build would stop for want of the nanoFramework project system.
/// </summary>
public static partial class SolutionLaw
{
    /// <summary>Project type of nanoFramework.</summary>
    public const string DeviceProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    private static readonly string[] HostConfigurations = ["Debug", "Release"];
    private static readonly string[] AllConfigurations = ["Debug", "Release", "Device"];

    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository)
    {
        string solution = repository.Read(Repository.SolutionName);
        Match[] projects = [.. Project().Matches(solution).Cast<Match>()];
        return repository.Files(suffix: ".csproj").SelectMany(name => Host(solution, Listed(projects, name), name))
            .Concat(repository.Files(suffix: ".nfproj").SelectMany(name => Device(solution, Listed(projects, name), name)))
            .Concat(projects.Select(Path).Where(IsProject).Where(name => !repository.Has(name)).Select(Missing));
    }

    private static IEnumerable<Finding> Host(string solution, Match? project, string name) => project == null
        ? [Wrong($"{name} is not listed", $"Run dotnet sln {Repository.SolutionName} add {name}")]
        : HostConfigurations.Where(one => !Has(solution, project, one, "ActiveCfg") || !Has(solution, project, one, "Build.0"))
            .Select(one => Wrong($"{name} is not built in {one}", "Give it ActiveCfg and Build.0 there"));

    private static IEnumerable<Finding> Device(string solution, Match? project, string name)
    {
        if (project == null)
        {
            return [Wrong($"{name} is not listed", $"List it as project type {DeviceProjectType}")];
        }

        IEnumerable<Finding> type = project.Groups["type"].Value.Equals(DeviceProjectType, StringComparison.OrdinalIgnoreCase)
            ? []
            : [Wrong($"{name} has project type {project.Groups["type"].Value}", $"nanoFramework's is {DeviceProjectType}")];
        IEnumerable<Finding> inactive = AllConfigurations.Where(one => !Has(solution, project, one, "ActiveCfg"))
            .Select(one => Wrong($"{name} is not active in {one}", "Give it ActiveCfg there"));
        IEnumerable<Finding> built = HostConfigurations.Where(one => Has(solution, project, one, "Build.0"))
            .Select(one => Wrong($"{name} is built in {one}", "Remove Build.0 there"));
        IEnumerable<Finding> unbuilt = Has(solution, project, "Device", "Build.0") ? [] : [Wrong($"{name} is not built in Device", "Give it Build.0 there")];
        return type.Concat(inactive).Concat(built).Concat(unbuilt);
    }

    private static Finding Missing(string name) => Wrong($"{name} is listed and missing", "Remove it");

    private static Match? Listed(Match[] projects, string name) => projects.FirstOrDefault(one => Path(one) == name);

    private static string Path(Match project) => project.Groups["path"].Value.Replace('\\', '/');

    // Solution folders are listed like projects.
    private static bool IsProject(string path) => path.EndsWith("proj", StringComparison.Ordinal);

    private static bool Has(string solution, Match project, string configuration, string entry)
    {
        string line = $@"^\s*{Regex.Escape(project.Groups["id"].Value)}\.{configuration}\|[^.=]+\.{Regex.Escape(entry)} = ";
        return Regex.IsMatch(solution, line, RegexOptions.Multiline | RegexOptions.IgnoreCase);
    }

    private static Finding Wrong(string problem, string advice) => new(Repository.SolutionName, 0, string.Empty, problem, advice);

    [GeneratedRegex("""^Project\("(?<type>[^"]+)"\) = "[^"]+", "(?<path>[^"]+)", "(?<id>[^"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex Project();
}

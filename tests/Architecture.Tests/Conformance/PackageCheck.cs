using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// A device project's packages and references agree with each other and with the API lists: the compilation below is
/// only as true as these.
/// </summary>
public static class PackageCheck
{
    private const string ListFolder = "tests/Architecture.Tests/Api";

    // In a listed package, but not callable by tests: the program that runs them.
    private static readonly string[] AssembliesWithoutList = ["nanoFramework.UnitTestLauncher"];

    // Packages that other packages ask for in a version newer than the list; the assembly's own sources had not changed.
    private static readonly string[] NewerThanList = ["nanoFramework.Runtime.Events 1.11.39"];

    /// <summary>Everything that does not agree.</summary>
    public static IEnumerable<Finding> Check(NanoProject project) =>
        project.Packages.SelectMany(package => CheckPackage(project, package)).Concat(project.References.SelectMany(one => CheckReference(project, one)));

    /// <summary>The API lists the project may use: those of its references, as far as they are known.</summary>
    public static IEnumerable<ApiList> Lists(NanoProject project) =>
        project.References.Select(one => ApiCatalog.Current.OfAssembly(one.Assembly)).OfType<ApiList>();

    private static IEnumerable<Finding> CheckPackage(NanoProject project, NanoPackage package)
    {
        ApiList? list = ApiCatalog.Current.OfPackage(package.Id);
        if (list == null)
        {
            yield return Wrong(project.PackagesName, $"package {package.Id} {package.Version} has no API list", $"Remove it, or add a list to {ListFolder}");
        }
        else if (list.PackageVersion != package.Version && !NewerThanList.Contains($"{package.Id} {package.Version}"))
        {
            yield return Wrong(
                project.PackagesName,
                $"package {package.Id} {package.Version} is not version {list.PackageVersion}, of which {ListFolder}/{list.AssemblyName}.txt is the list",
                "Use that version, or make a new list");
        }
        else if (project.References.All(one => one.Assembly != list.AssemblyName))
        {
            string problem = $"package {package.Id} is listed, but its assembly {list.AssemblyName} is not referenced";
            yield return Wrong(project.Name, problem, "Add a Reference, or remove the package");
        }
    }

    private static IEnumerable<Finding> CheckReference(NanoProject project, NanoReference reference)
    {
        ApiList? list = ApiCatalog.Current.OfAssembly(reference.Assembly);
        if (list == null)
        {
            return AssembliesWithoutList.Contains(reference.Assembly)
                ? []
                : [Wrong(project.Name, $"assembly {reference.Assembly} has no API list", $"Remove it, or add a list to {ListFolder}")];
        }

        NanoPackage? package = project.Packages.FirstOrDefault(one => one.Id == list.PackageId);
        if (package == null)
        {
            string problem = $"assembly {reference.Assembly} comes from package {list.PackageId}, which packages.config does not list";
            return [Wrong(project.Name, problem, "Add the package")];
        }

        return reference.HintPath.Contains($"/{package.Id}.{package.Version}/", StringComparison.Ordinal)
            ? []
            : [Wrong(project.Name, $"the HintPath of {reference.Assembly} leads elsewhere than to {package.Id} {package.Version}", "Mend the folder's name")];
    }

    private static Finding Wrong(string file, string problem, string advice) => new(file, 0, string.Empty, problem, advice);
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Stands in for the compiler of the device project system, whose packages need not be on this machine: the same
/// compiler, the pinned language version, the same symbols, and no library but those made from the API lists.
/// </summary>
public static class DeviceCompiler
{
    /// <summary>The compilation of a device project and, before it, of the projects it references.</summary>
    public static CSharpCompilation Compile(Repository repository, NanoProject project, DeviceConfiguration configuration)
    {
        IEnumerable<MetadataReference> libraries = PackageCheck.Lists(project).Select(list => ReferenceAssemblies.Current.Of(list.AssemblyName));
        IEnumerable<MetadataReference> projects = project.ProjectReferences
            .Select(name => Compile(repository, NanoProject.Load(repository, name), configuration).ToMetadataReference());
        LanguageVersion version = FirmwareLanguage.Version(repository);
        return Compile(project.AssemblyName, project.Sources, libraries.Concat(projects), version, configuration, project.OutputKind);
    }

    /// <summary>The compilation of some sources.</summary>
    public static CSharpCompilation Compile(
        string assembly,
        IEnumerable<SourceFile> sources,
        IEnumerable<MetadataReference> references,
        LanguageVersion version,
        DeviceConfiguration configuration,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        bool debug = configuration == DeviceConfiguration.Debug;
        CSharpParseOptions parse = new(version, preprocessorSymbols: debug ? ["DEBUG", "TRACE"] : ["TRACE"]);
        CSharpCompilationOptions options = new(
            kind,
            optimizationLevel: debug ? OptimizationLevel.Debug : OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Disable,
            deterministic: true);
        return CSharpCompilation.Create(assembly, sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, parse, source.Name)), references, options);
    }
}

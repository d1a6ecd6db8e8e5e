using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>Would the device build and load these sources? Compiles as the device project system does, then refuses what only seems to work.</summary>
public static class ConformanceCheck
{
    /// <summary>Everything that speaks against a device project.</summary>
    public static IEnumerable<Finding> Of(Repository repository, string projectName, DeviceConfiguration configuration)
    {
        if (!repository.Has(projectName))
        {
            return [new Finding(projectName, 0, string.Empty, "the device project is missing", "The device compiler builds from it")];
        }

        NanoProject project = NanoProject.Load(repository, projectName);
        return PackageCheck.Check(project).Concat(Of(DeviceCompiler.Compile(repository, project, configuration)));
    }

    /// <summary>Everything that speaks against a compilation.</summary>
    public static IEnumerable<Finding> Of(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        EmitResult emitted = compilation.Emit(image);
        List<Finding> findings =
        [
            .. CompilerFindings.Of(compilation, emitted),
            .. BannedConstructs.Of(compilation),
            .. StaticInitialisers.Of(compilation),
        ];
        return emitted.Success ? findings.Concat(EmittedMetadata.Of(compilation.AssemblyName!, image.ToArray())) : findings;
    }
}

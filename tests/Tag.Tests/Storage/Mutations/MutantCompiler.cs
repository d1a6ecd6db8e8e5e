using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Tag.Tests.Storage.Mutations;

/// <summary>Compiles a firmware project with one source changed, in memory.</summary>
internal static class MutantCompiler
{
    private static readonly string Root = FindRoot();

    /// <summary>Name of the assembly and its bytes.</summary>
    public static (string Name, byte[] Image) Compile(Mutant mutant)
    {
        string project = mutant.File.Split('/')[0];
        string name = $"BluezoneTag.{project}";
        var compilation = CSharpCompilation.Create(
            name,
            Sources(project).Select(file => CSharpSyntaxTree.ParseText(Text(file, mutant), new CSharpParseOptions(LanguageVersion.CSharp10), file)),
            References(name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? (name, image.ToArray()) : throw new InvalidOperationException($"{mutant.Name}: {result.Diagnostics.First(one => one.Severity == DiagnosticSeverity.Error)}");
    }

    private static string Text(string file, Mutant mutant)
    {
        string text = File.ReadAllText(Path.Combine(Root, file));
        if (file != mutant.File)
        {
            return text;
        }

        int count = text.Split(mutant.Original).Length - 1;
        return count == 1 ? text.Replace(mutant.Original, mutant.Planted) : throw new InvalidOperationException($"{mutant.Name}: its text stands {count} times in {file}, not once");
    }

    // Device adapters and the entry point exist on the tag only.
    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(file => !file.Contains("/Device/") && !file.Contains("/obj/") && !file.Contains("/bin/") && !file.EndsWith("/Program.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<MetadataReference> References(string name) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is string library
                && (library == "BluezoneTag.Protocol" || !library.StartsWith("BluezoneTag.", StringComparison.Ordinal)) && library != name)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BluezoneTag.sln")))
            {
                return Path.Combine(folder.FullName, "firmware");
            }
        }

        throw new InvalidOperationException("BluezoneTag.sln is in no folder above the tests.");
    }
}

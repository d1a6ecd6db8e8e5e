using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// The nanoFramework assemblies as the compiler sees them: made in memory from the API lists, metadata only, mscorlib
/// included and compiled against nothing. Made once for all tests.
/// </summary>
public sealed partial class ReferenceAssemblies
{
    private static readonly Lazy<ReferenceAssemblies> Shared = new(() => new ReferenceAssemblies(ApiCatalog.Current));

    private readonly Dictionary<string, MetadataReference> _references = [];
    private readonly ApiCatalog _catalog;

    private ReferenceAssemblies(ApiCatalog catalog)
    {
        _catalog = catalog;
        foreach (ApiList list in catalog.Lists)
        {
            Build(list);
        }
    }

    /// <summary>The assemblies of this repository's lists.</summary>
    public static ReferenceAssemblies Current => Shared.Value;

    /// <summary>Every assembly: for laws that look at names, not at what a project may use.</summary>
    public IEnumerable<MetadataReference> All => _references.Values;

    /// <summary>The assembly of this simple name.</summary>
    public MetadataReference Of(string assemblyName) => _references[assemblyName];

    private MetadataReference Build(ApiList list)
    {
        if (!_references.TryGetValue(list.AssemblyName, out MetadataReference? reference))
        {
            reference = Compile(list, [.. Dependencies(list).Select(Build)]);
            _references.Add(list.AssemblyName, reference);
        }

        return reference;
    }

    private static PortableExecutableReference Compile(ApiList list, List<MetadataReference> references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            list.AssemblyName,
            [CSharpSyntaxTree.ParseText(StubWriter.Write(list))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: true));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        if (!result.Success)
        {
            IEnumerable<Diagnostic> errors = result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"The stubs of {list.AssemblyName} do not compile: {string.Join(Environment.NewLine, errors)}");
        }

        return MetadataReference.CreateFromImage(image.ToArray());
    }

    // The lists do not say what an assembly references; the types in its signatures do, and theirs in turn.
    private List<ApiList> Dependencies(ApiList list)
    {
        List<ApiList> found = [];
        Queue<ApiList> open = new([list]);
        while (open.TryDequeue(out ApiList? next))
        {
            foreach (ApiList used in Used(next).Where(used => used != list && !found.Contains(used)))
            {
                found.Add(used);
                open.Enqueue(used);
            }
        }

        return found;
    }

    private IEnumerable<ApiList> Used(ApiList list) =>
        list.Lines.SelectMany(line => TypeName().Matches(line.Type + " " + string.Join(' ', line.ParameterTypes)))
            .Select(match => match.Value)
            .Append("System.Object")
            .Distinct()
            .Select(name => _catalog.OfType(name) ?? throw new InvalidOperationException($"{list.AssemblyName} uses {name}, which no list declares."))
            .Distinct();

    [GeneratedRegex("""[A-Za-z_][\w.]*""")]
    private static partial Regex TypeName();
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>Sources as syntax, for laws about what is written. Debug symbols are defined, so that nothing hides from a law.</summary>
public static class SourceTrees
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse, preprocessorSymbols: ["DEBUG", "TRACE"]);

    /// <summary>The sources under a folder, parsed.</summary>
    public static IEnumerable<SyntaxTree> Under(Repository repository, string folder) => repository.Sources(folder).Select(Parse);

    /// <summary>The firmware as one compilation that may use every device library: enough to know the type of an expression.</summary>
    public static CSharpCompilation Firmware(Repository repository) =>
        CSharpCompilation.Create("Firmware", Under(repository, "firmware"), ReferenceAssemblies.Current.All, new(OutputKind.DynamicallyLinkedLibrary));

    private static SyntaxTree Parse(SourceFile source) => CSharpSyntaxTree.ParseText(source.Text, Options, source.Name);
}

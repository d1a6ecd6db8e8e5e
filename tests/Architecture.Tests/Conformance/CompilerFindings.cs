using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Tells the errors of an emitted compilation as findings. Emitting matters: what async, yield, dynamic or volatile
/// need from the library is missed only there.
/// </summary>
public static class CompilerFindings
{
    /// <summary>All errors; warnings do not count.</summary>
    public static IEnumerable<Finding> Of(CSharpCompilation compilation, EmitResult emitted) =>
        emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(error => Tell(compilation, error));

    private static Finding Tell(CSharpCompilation compilation, Diagnostic error)
    {
        string message = $"error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.')}";
        if (error.Location.SourceTree is not SyntaxTree tree)
        {
            return new Finding(compilation.AssemblyName!, 0, string.Empty, message, "Use only what the API lists have");
        }

        SyntaxNode node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode around = Around(node);
        return new Finding(
            tree.FilePath,
            SyntaxPlace.Line(tree, error.Location.SourceSpan.Start),
            SyntaxPlace.Member(node),
            $"{message} [{SyntaxPlace.Excerpt(around)}]",
            Advice(compilation, node, around));
    }

    // The call around a wrong argument says more than the argument.
    private static SyntaxNode Around(SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(one => one is AttributeSyntax or UsingDirectiveSyntax || IsCall(one)) ?? node;

    private static bool IsCall(SyntaxNode node) => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax;

    private static string Advice(CSharpCompilation compilation, SyntaxNode node, SyntaxNode around)
    {
        string[] candidates = [.. Candidates(compilation, around)];
        if (candidates.Length > 0)
        {
            return "There is " + string.Join(", ", candidates);
        }

        string[] packages = [.. Names(node).SelectMany(ApiCatalog.Current.Offering).Distinct()
            .Where(list => compilation.ReferencedAssemblyNames.All(one => one.Name != list.AssemblyName)).Select(list => list.PackageId)];
        return packages.Length > 0
            ? $"{string.Join(" or ", packages)} has it, which the project does not reference"
            : "Nothing of this name is in the libraries the project references; see tests/Architecture.Tests/Api";
    }

    private static IEnumerable<string> Candidates(CSharpCompilation compilation, SyntaxNode around) =>
        IsCall(around)
            ? compilation.GetSemanticModel(around.SyntaxTree).GetSymbolInfo(around).CandidateSymbols.Select(one => one.ToDisplayString())
            : [];

    // The names at and around an error, the longest first: a namespace in a using, or a type.
    private static IEnumerable<string> Names(SyntaxNode node) =>
        node.AncestorsAndSelf().TakeWhile(one => one is NameSyntax or MemberAccessExpressionSyntax).Reverse().Select(one => one.ToString())
            .Concat(node.AncestorsAndSelf().OfType<UsingDirectiveSyntax>().Select(one => one.Name!.ToString()));
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>A firmware source: the namespace is the folder, the one type is the file, what is public says what it is.</summary>
public static class FirmwareFileLaw
{
    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository) => SourceTrees.Under(repository, "firmware").SelectMany(Of);

    private static IEnumerable<Finding> Of(SyntaxTree tree)
    {
        CompilationUnitSyntax root = (CompilationUnitSyntax)tree.GetRoot();
        return Namespace(root).Concat(Types(root)).Concat(Tabs(tree)).Concat(Documentation(root));
    }

    private static IEnumerable<Finding> Namespace(CompilationUnitSyntax root)
    {
        string expected = "BluezoneTag." + string.Join('.', root.SyntaxTree.FilePath.Split('/')[1..^1]);
        if (root.Members.Count != 1 || root.Members[0] is not FileScopedNamespaceDeclarationSyntax space)
        {
            return [SyntaxPlace.Find(root, "no file-scoped namespace around everything", $"Begin with namespace {expected};")];
        }

        return space.Name.ToString() == expected ? [] : [SyntaxPlace.Find(space.Name, $"namespace {space.Name}", $"The folder says {expected}")];
    }

    private static IEnumerable<Finding> Types(CompilationUnitSyntax root)
    {
        string file = Path.GetFileNameWithoutExtension(root.SyntaxTree.FilePath);
        MemberDeclarationSyntax[] types = [.. root.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members)];
        return types.Length == 0
            ? [SyntaxPlace.Find(root, "no type", $"Declare {file}")]
            : types.Where(type => Name(type) != file).Select(type => SyntaxPlace.Find(type, $"type {Name(type)}", $"Its file is {Name(type)}.cs"));
    }

    private static IEnumerable<Finding> Tabs(SyntaxTree tree) =>
        tree.GetText().Lines.Where(line => line.ToString().Contains('\t', StringComparison.Ordinal))
            .Select(line => new Finding(tree.FilePath, line.LineNumber + 1, string.Empty, "a tab", "Indent with spaces, and write tabs in text as \\t"));

    private static IEnumerable<Finding> Documentation(CompilationUnitSyntax root) =>
        root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && !HasSummary(type))
            .Select(type => SyntaxPlace.Find(type, $"public type {Name(type)} without an XML summary", "Say in one sentence what it is"));

    private static bool HasSummary(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia().Select(one => one.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .Any(comment => comment.Content.OfType<XmlElementSyntax>().Any(element => element.StartTag.Name.ToString() == "summary"));

    private static string Name(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax one => one.Identifier.Text,
        DelegateDeclarationSyntax one => one.Identifier.Text,
        _ => "?",
    };
}

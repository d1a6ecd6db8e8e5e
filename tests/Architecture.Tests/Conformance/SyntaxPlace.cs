using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>Where a piece of syntax stands, in words for a finding.</summary>
public static class SyntaxPlace
{
    /// <summary>Line from 1.</summary>
    public static int Line(SyntaxTree tree, int position) => tree.GetLineSpan(new TextSpan(position, 0)).StartLinePosition.Line + 1;

    /// <summary><c>Type.Member</c> around the node; empty outside of types.</summary>
    public static string Member(SyntaxNode node)
    {
        string[] names = [.. node.AncestorsAndSelf().Select(Name).OfType<string>().Reverse()];
        return string.Join('.', names);
    }

    /// <summary>The code on one line and short enough for a message.</summary>
    public static string Excerpt(SyntaxNode node)
    {
        string text = string.Join(' ', node.ToString().Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 80 ? text : text[..77] + "...";
    }

    /// <summary>A finding at a node.</summary>
    public static Finding Find(SyntaxNode node, string problem, string advice) =>
        new(node.SyntaxTree.FilePath, Line(node.SyntaxTree, node.SpanStart), Member(node), problem, advice);

    private static string? Name(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        ConstructorDeclarationSyntax => "constructor",
        DestructorDeclarationSyntax => "finalizer",
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        IndexerDeclarationSyntax => "this[]",
        OperatorDeclarationSyntax one => "operator " + one.OperatorToken.Text,
        BaseFieldDeclarationSyntax field => string.Join(", ", field.Declaration.Variables.Select(one => one.Identifier.Text)),
        _ => null,
    };
}

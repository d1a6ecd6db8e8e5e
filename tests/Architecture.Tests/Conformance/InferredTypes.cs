using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>Banned types that nobody wrote down: <c>var f = (int x) => x;</c> is a Func of int and int.</summary>
public static class InferredTypes
{
    /// <summary>Findings where the compiler chose a generic type for <c>var</c>, a lambda or a method group.</summary>
    public static IEnumerable<Finding> Of(SemanticModel model) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodes()
        let type = Inferred(model, node)
        where type is INamedTypeSymbol { IsGenericType: true }
        let problem = $"inferred generic type {type.ToDisplayString()} of {SyntaxPlace.Excerpt(node.Parent!)}"
        select SyntaxPlace.Find(node, problem, "Declare and name a delegate or class of its own");

    private static ITypeSymbol? Inferred(SemanticModel model, SyntaxNode node) => node switch
    {
        IdentifierNameSyntax { IsVar: true } => model.GetTypeInfo(node).Type,
        AnonymousFunctionExpressionSyntax => model.GetTypeInfo(node).ConvertedType,
        _ => null,
    };
}

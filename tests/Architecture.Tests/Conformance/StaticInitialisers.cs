using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Static initialisers of all types run before Main, in the order of the assembly, with nothing to catch their
/// exceptions. None of them may reach the hardware, so none may call code in a Device folder.
/// </summary>
public static class StaticInitialisers
{
    /// <summary>Every call or construction of Device code from a static initialiser.</summary>
    public static IEnumerable<Finding> Of(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        let model = compilation.GetSemanticModel(tree)
        from initialiser in tree.GetRoot().DescendantNodes().Where(IsStaticInitialiser)
        from call in initialiser.DescendantNodes().OfType<ExpressionSyntax>()
        where IsCall(call, model.GetSymbolInfo(call).Symbol) && IsDeviceCode(model.GetSymbolInfo(call).Symbol!)
        let problem = $"static initialiser calls device code {SyntaxPlace.Excerpt(call)}"
        select SyntaxPlace.Find(call, problem, "It would run before Main. Create it in Program.Main");

    private static bool IsStaticInitialiser(SyntaxNode node) => node switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword),
        PropertyDeclarationSyntax { Initializer: not null } property => property.Modifiers.Any(SyntaxKind.StaticKeyword),
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    // A constant is no code. A method is told by its call, a property by its name.
    private static bool IsCall(ExpressionSyntax expression, ISymbol? symbol) =>
        symbol is IMethodSymbol ? expression is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax : symbol is IPropertySymbol;

    private static bool IsDeviceCode(ISymbol symbol) =>
        symbol.ContainingType.DeclaringSyntaxReferences.Any(one => one.SyntaxTree.FilePath.Contains("/Device/", StringComparison.Ordinal));
}

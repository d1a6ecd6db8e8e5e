using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// Refuses what the device compiler accepts and the 1.x CLR or its metadata processor does not: generics, arrays with
/// several dimensions, pointers, interface members with bodies. Also what silently does nothing there
/// (<c>checked</c>, finalizers), what costs too much (formatting in a loop), and, with a better message than the
/// compiler's, what the library lacks the types for.
/// </summary>
public static class BannedConstructs
{
    private const string PlainArray = "Use an array or ArrayList, or write the method for the one type it is needed for";
    private const string ComparedFirst = "The 1.x CLR wraps all the same. Compare before you compute";
    private const string OwnDelegate = "Declare a delegate type of its own";

    /// <summary>Every banned construct in the sources of a compilation.</summary>
    public static IEnumerable<Finding> Of(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.SelectMany(tree => Of(tree).Concat(InferredTypes.Of(compilation.GetSemanticModel(tree))));

    /// <summary>Every banned construct that shows in the text of one source.</summary>
    public static IEnumerable<Finding> Of(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodesAndSelf(node => node is not DocumentationCommentTriviaSyntax, descendIntoTrivia: true).SelectMany(Judge);

    private static IEnumerable<Finding> Judge(SyntaxNode node)
    {
        (string Problem, string Advice)? verdict = Type(node) ?? Memory(node) ?? Declaration(node) ?? Expression(node) ?? Modifier(node);
        return verdict is (string problem, string advice) ? [SyntaxPlace.Find(node, problem, advice)] : [];
    }

    private static (string Problem, string Advice)? Type(SyntaxNode node) => node switch
    {
        TypeParameterListSyntax => ($"own generic declaration {SyntaxPlace.Excerpt(node.Parent!)}", "The 1.x CLR cannot load it. " + PlainArray),
        GenericNameSyntax { Identifier.Text: "Action" or "Func" } => ($"generic delegate {node}", "The 1.x CLR cannot load it. " + OwnDelegate),
        GenericNameSyntax => ($"generic name {node}", "The 1.x CLR has no generics. " + PlainArray),
        ArrayRankSpecifierSyntax { Rank: > 1 } => ($"multidimensional array {node.Parent}", "The 1.x CLR cannot load it. Use one array and compute the index"),
        ImplicitArrayCreationExpressionSyntax { Commas.Count: > 0 } =>
            ("multidimensional array new[,]", "The 1.x CLR cannot load it. Use one array and compute the index"),
        NullableTypeSyntax =>
            ($"nullable type {node}", "Nullable does not exist on the device, and annotations are off. Use a sentinel constant or a Try method"),
        TupleTypeSyntax or TupleExpressionSyntax =>
            ($"tuple {SyntaxPlace.Excerpt(node)}", "ValueTuple does not exist on the device. Use out parameters or a small class"),
        IdentifierNameSyntax { Identifier.Text: "dynamic" } name when SyntaxFacts.IsInTypeOnlyContext(name) =>
            ("dynamic", "There is no dynamic binder on the device. Name the type"),
        _ => null,
    };

    private static (string Problem, string Advice)? Memory(SyntaxNode node) => node switch
    {
        PointerTypeSyntax => ($"pointer type {node}", "The metadata processor refuses pointers. Use an array and an index"),
        FunctionPointerTypeSyntax => ($"function pointer {node}", "The device stops at it without a message. " + OwnDelegate),
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax =>
            ($"stackalloc {SyntaxPlace.Excerpt(node)}", "The metadata processor refuses it. Keep a byte array in a field"),
        FixedStatementSyntax => ("fixed", "The metadata processor refuses pinned pointers. Use an array and an index"),
        UnsafeStatementSyntax => ("unsafe", "Firmware has no pointers. Use an array and an index"),
        CheckedExpressionSyntax when node.IsKind(SyntaxKind.CheckedExpression) => ($"checked {SyntaxPlace.Excerpt(node)}", ComparedFirst),
        CheckedStatementSyntax when node.IsKind(SyntaxKind.CheckedStatement) => ("checked block", ComparedFirst),
        _ => null,
    };

    private static (string Problem, string Advice)? Declaration(SyntaxNode node) => node switch
    {
        DestructorDeclarationSyntax => ("finalizer", "It runs late or never. Implement IDisposable"),
        MemberDeclarationSyntax { Parent: InterfaceDeclarationSyntax } member when HasBody(member) =>
            ($"interface member with a body {SyntaxPlace.Excerpt(member)}", "The call throws on the device. Share the code in a class"),
        IfDirectiveTriviaSyntax or ElifDirectiveTriviaSyntax when node.SyntaxTree.FilePath.StartsWith("firmware/", StringComparison.Ordinal) =>
            ($"preprocessor condition {SyntaxPlace.Excerpt(node)}", "One source for both runtimes. Move the difference behind a port"),
        _ => null,
    };

    private static (string Problem, string Advice)? Expression(SyntaxNode node) => node switch
    {
        YieldStatementSyntax => ("yield", "IEnumerable of T does not exist on the device. Fill an array"),
        AnonymousObjectCreationExpressionSyntax =>
            ($"anonymous type {SyntaxPlace.Excerpt(node)}", "It needs generics, which the device lacks. Declare a small class"),
        AwaitExpressionSyntax => ("await", "Task does not exist on the device. Return and be called again"),
        CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } => ("await foreach", "Task does not exist on the device. Return and be called again"),
        QueryExpressionSyntax => ("LINQ query", "LINQ does not exist on the device. Write the loop"),
        InterpolatedStringExpressionSyntax when IsRepeated(node) =>
            ($"interpolated string in a loop {SyntaxPlace.Excerpt(node)}", "Formatting allocates each time round. Format once, after the loop"),
        _ => null,
    };

    private static (string Problem, string Advice)? Modifier(SyntaxNode node)
    {
        SyntaxTokenList modifiers = node switch
        {
            MemberDeclarationSyntax member => member.Modifiers,
            LocalFunctionStatementSyntax function => function.Modifiers,
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
            _ => default,
        };
        if (modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return ("async", "Task does not exist on the device. Return and be called again");
        }

        if (modifiers.Any(SyntaxKind.VolatileKeyword))
        {
            return ("volatile", "The device library lacks it. Use lock or Interlocked");
        }

        return modifiers.Any(SyntaxKind.UnsafeKeyword) ? ("unsafe", "Firmware has no pointers. Use an array and an index") : null;
    }

    private static bool HasBody(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.Body != null || method.ExpressionBody != null,
        PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null } => true,
        BasePropertyDeclarationSyntax property => property.AccessorList!.Accessors.Any(one => one.Body != null || one.ExpressionBody != null),
        _ => false,
    };

    // In the part of a loop that runs each time round, and not in a function that is only declared there.
    private static bool IsRepeated(SyntaxNode node)
    {
        SyntaxNode[] inside = [.. node.AncestorsAndSelf().TakeWhile(one => !IsFunction(one))];
        return inside.Zip(inside.Skip(1)).Any(pair => pair.Second switch
        {
            ForStatementSyntax loop => pair.First == loop.Statement || pair.First == loop.Condition || loop.Incrementors.Contains(pair.First),
            CommonForEachStatementSyntax loop => pair.First == loop.Statement,
            WhileStatementSyntax or DoStatementSyntax => true,
            _ => false,
        });
    }

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax;
}

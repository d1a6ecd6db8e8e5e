using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>No key becomes text: nothing named after a key or secret is formatted, concatenated or written to a log in the firmware.</summary>
public static class SecretLaw
{
    private static readonly string[] Words = ["Key", "key", "Secret", "secret"];

    // Source and identifier of what only sounds like a secret.
    private static readonly HashSet<(string File, string Name)> Exceptions = [];

    private static readonly string[] TextMethods = ["Debug.Write", "Console.Write", "string.Format", "string.Concat", "String.Format", "String.Concat"];

    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository)
    {
        CSharpCompilation firmware = SourceTrees.Firmware(repository);
        return from tree in firmware.SyntaxTrees
               let model = firmware.GetSemanticModel(tree)
               from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               where SoundsSecret(name) && !IsNameof(name)
               let text = Expressions(name).FirstOrDefault(node => BecomesText(model, node))
               where text != null
               select SyntaxPlace.Find(name, $"{name} in {SyntaxPlace.Excerpt(text)}", "A key is never written, not even in part");
    }

    private static bool SoundsSecret(SimpleNameSyntax name) =>
        Words.Any(word => name.Identifier.Text.Contains(word, StringComparison.Ordinal))
        && !Exceptions.Contains((name.SyntaxTree.FilePath, name.Identifier.Text));

    private static bool IsNameof(SyntaxNode name) =>
        name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });

    private static IEnumerable<SyntaxNode> Expressions(SyntaxNode name) =>
        name.Ancestors().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax));

    private static bool BecomesText(SemanticModel model, SyntaxNode node) => node switch
    {
        InterpolationSyntax => true,
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => IsText(model, sum),
        AssignmentExpressionSyntax sum when sum.IsKind(SyntaxKind.AddAssignmentExpression) => IsText(model, sum.Left),
        InvocationExpressionSyntax call => TextMethods.Any(method => Called(call).StartsWith(method, StringComparison.Ordinal)),
        _ => false,
    };

    private static bool IsText(SemanticModel model, ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;

    // The last two names: Debug.WriteLine of System.Diagnostics.Debug.WriteLine.
    private static string Called(InvocationExpressionSyntax call) => string.Join('.', call.Expression.ToString().Split('.').TakeLast(2));
}

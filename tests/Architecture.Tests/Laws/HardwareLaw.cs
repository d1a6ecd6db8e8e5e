using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>The hardware is known in firmware/Tag/Device and Program.cs alone, and Program.cs alone constructs adapters.</summary>
public static class HardwareLaw
{
    // Namespaces of device libraries that drive something: in a using, and in code, where Windows may be a name of ours.
    private static readonly string[] HardwareUsings = ["nanoFramework", "System.Device", "System.IO", "Windows"];
    private static readonly string[] HardwareNames = ["nanoFramework", "System.Device", "System.IO", "Windows.Devices", "Windows.Storage"];

    /// <summary>Everything that breaks the law.</summary>
    public static IEnumerable<Finding> Of(Repository repository) => Namespaces(repository).Concat(Constructions(repository));

    private static IEnumerable<Finding> Namespaces(Repository repository) =>
        from tree in SourceTrees.Under(repository, "firmware").Where(tree => !DeviceOnly.Holds(tree.FilePath))
        from node in tree.GetRoot().DescendantNodes()
        where IsOutermostName(node) && (node.Parent is UsingDirectiveSyntax ? HardwareUsings : HardwareNames).Any(name => Begins(node.ToString(), name))
        select SyntaxPlace.Find(node, $"use of {node}", "Only Device/ and Program.cs know the hardware. Put it behind a port");

    private static IEnumerable<Finding> Constructions(Repository repository)
    {
        HashSet<string> adapters = [.. SourceTrees.Under(repository, DeviceOnly.Folder.TrimEnd('/'))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()).Select(type => type.Identifier.Text)];
        return from tree in SourceTrees.Under(repository, "firmware").Where(tree => !DeviceOnly.Holds(tree.FilePath))
               from node in tree.GetRoot().DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
               where adapters.Contains(node.Type.ToString().Split('.')[^1])
               select SyntaxPlace.Find(node, $"construction of the adapter {node.Type}", "Only Program.cs may. Take the port as a parameter");
    }

    private static bool IsOutermostName(SyntaxNode node) =>
        node is QualifiedNameSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax
        && node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax or BaseNamespaceDeclarationSyntax);

    private static bool Begins(string name, string prefix) => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The reference assemblies say what the API lists say, no more and no less.</summary>
public sealed class ReferenceAssembliesTests
{
    /// <summary>Names of all assemblies with a list.</summary>
    public static TheoryData<string> Assemblies => [.. ApiCatalog.Current.Lists.Select(list => list.AssemblyName)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_read_back_gives_its_list_line_for_line(string assembly)
    {
        ApiList list = ApiCatalog.Current.OfAssembly(assembly)!;
        List<string> read = [.. ApiReader.Read(assembly).Select(WithOrderedInterfaces)];
        List<string> listed = [.. list.Lines.Select(line => WithOrderedInterfaces(line.Text))];
        List<string> missing = [.. listed.Except(read)];
        List<string> surplus = [.. read.Except(listed)];
        Assert.True(missing.Count + surplus.Count == 0, $"missing:\n{string.Join('\n', missing)}\nsurplus:\n{string.Join('\n', surplus)}");
        Assert.Equal(listed.Count, read.Count);
    }

    [Fact]
    public void The_core_library_references_nothing()
    {
        IAssemblySymbol core = ApiReader.Symbol("mscorlib");
        Assert.Empty(core.Modules.Single().ReferencedAssemblies);
    }

    [Fact]
    public void Every_list_names_its_package_and_version()
    {
        Assert.All(ApiCatalog.Current.Lists, list => Assert.True(Version.TryParse(list.PackageVersion, out _), list.AssemblyName));
        Assert.Equal("mscorlib", ApiCatalog.Current.OfPackage("nanoFramework.CoreLibrary")?.AssemblyName);
    }

    // The order of a type's interfaces is the compiler's own affair and differs between its versions.
    private static string WithOrderedInterfaces(string line)
    {
        string[] parts = line.Split(" : ", 2);
        return line[0] == 'T' && parts.Length == 2 ? $"{parts[0]} : {string.Join(", ", parts[1].Split(", ").Order(StringComparer.Ordinal))}" : line;
    }
}

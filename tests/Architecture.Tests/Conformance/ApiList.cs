using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>The public surface of one nanoFramework assembly (Api/README.md), and the package that brings it.</summary>
public sealed class ApiList
{
    private ApiList(string header, IReadOnlyList<ApiLine> lines)
    {
        string[] parts = header.TrimStart('#').Split('|', StringSplitOptions.TrimEntries);
        string[] package = parts[1].Split(' ');
        AssemblyName = parts[0].Split(' ')[0];
        PackageId = package[1];
        PackageVersion = package[2];
        Lines = lines;
        Types = lines.Where(line => line.Kind == 'T').ToDictionary(line => line.Id);
        Members = lines.Where(line => line.Kind != 'T').ToLookup(line => line.Owner);
    }

    /// <summary>Simple name of the assembly.</summary>
    public string AssemblyName { get; }

    /// <summary>NuGet id of the package.</summary>
    public string PackageId { get; }

    /// <summary>The only package version the list speaks for.</summary>
    public string PackageVersion { get; }

    /// <summary>Every line but the first, in the order of the list.</summary>
    public IReadOnlyList<ApiLine> Lines { get; }

    /// <summary>Types by id; nested types have ids like everything else, with a dot.</summary>
    public IReadOnlyDictionary<string, ApiLine> Types { get; }

    /// <summary>Members by the id of their type.</summary>
    public ILookup<string, ApiLine> Members { get; }

    /// <summary>Reads a list.</summary>
    public static ApiList Load(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new ApiList(lines[0], lines.Skip(1).Where(line => line.Length > 0).Select(ApiLine.Parse).ToList());
    }

    /// <summary>True when the type is declared inside another type of this list.</summary>
    public bool IsNested(ApiLine type) => type.Id.Contains('.', StringComparison.Ordinal) && Types.ContainsKey(type.Owner);

    /// <summary>Namespace of a type: what is left of its id without its own name and its outer types' names.</summary>
    public string NamespaceOf(ApiLine type)
    {
        while (IsNested(type))
        {
            type = Types[type.Owner];
        }

        return type.Owner;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>All API lists, found by package, assembly or type.</summary>
public sealed class ApiCatalog
{
    private static readonly Lazy<ApiCatalog> Shared = new(() => new ApiCatalog(Repository.Current.PathOf("tests/Architecture.Tests/Api")));

    private readonly Dictionary<string, ApiList> _byType = [];

    private ApiCatalog(string folder)
    {
        Lists = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(ApiList.Load).ToList();
        foreach (ApiList list in Lists)
        {
            foreach (string type in list.Types.Keys)
            {
                _byType.Add(type, list);
            }
        }
    }

    /// <summary>The lists of this repository, read once.</summary>
    public static ApiCatalog Current => Shared.Value;

    /// <summary>Every list.</summary>
    public IReadOnlyList<ApiList> Lists { get; }

    /// <summary>The list of a package, or null.</summary>
    public ApiList? OfPackage(string id) => Lists.FirstOrDefault(list => list.PackageId == id);

    /// <summary>The list of an assembly, or null.</summary>
    public ApiList? OfAssembly(string name) => Lists.FirstOrDefault(list => list.AssemblyName == name);

    /// <summary>The list that declares a type, or null.</summary>
    public ApiList? OfType(string id) => _byType.GetValueOrDefault(id);

    /// <summary>Lists that declare a type of this simple name or in this namespace: where a missing name may come from.</summary>
    public IEnumerable<ApiList> Offering(string name) =>
        Lists.Where(list => list.Types.Values.Any(type => type.Name == name || type.Id == name || list.NamespaceOf(type) == name));
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>
/// What the device compiler would learn from an .nfproj and the packages.config beside it: sources, referenced
/// assemblies, packages and projects, kind of output.
/// </summary>
public sealed class NanoProject
{
    private readonly Repository _repository;
    private readonly XDocument _project;

    private NanoProject(Repository repository, string name)
    {
        _repository = repository;
        Name = name;
        Folder = name[..name.LastIndexOf('/')];
        _project = XDocument.Parse(repository.Read(name));
    }

    /// <summary>File name of the project, relative to the repository.</summary>
    public string Name { get; }

    /// <summary>Folder of the project, relative to the repository.</summary>
    public string Folder { get; }

    /// <summary>File name of the packages.config beside the project.</summary>
    public string PackagesName => Folder + "/packages.config";

    /// <summary>Simple name of the assembly: as stated, else the project's file name.</summary>
    public string AssemblyName => Property("AssemblyName") ?? Path.GetFileNameWithoutExtension(Name);

    /// <summary>An executable has an entry point; everything else is a library.</summary>
    public OutputKind OutputKind => Property("OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The packages of packages.config; none without the file.</summary>
    public IReadOnlyList<NanoPackage> Packages => _repository.Has(PackagesName)
        ? [.. XDocument.Parse(_repository.Read(PackagesName)).Descendants("package").Select(Package)]
        : [];

    /// <summary>Referenced assemblies, without those of other projects.</summary>
    public IReadOnlyList<NanoReference> References =>
        [.. Items("Reference").Select(one => new NanoReference(Attribute(one, "Include").Split(',')[0], Hint(one)))];

    /// <summary>Names of the projects this one references.</summary>
    public IReadOnlyList<string> ProjectReferences => [.. Items("ProjectReference").Select(one => Resolve(Attribute(one, "Include")))];

    /// <summary>The files the project compiles: its Compile items with their wildcards, in order.</summary>
    public IReadOnlyList<SourceFile> Sources =>
        [.. Items("Compile").SelectMany(Expand).Distinct().Order(StringComparer.Ordinal).Select(name => new SourceFile(name, _repository.Read(name)))];

    /// <summary>Reads a project.</summary>
    public static NanoProject Load(Repository repository, string name) => new(repository, name);

    /// <summary>Every .nfproj of the repository.</summary>
    public static IEnumerable<NanoProject> All(Repository repository) => repository.Files(suffix: ".nfproj").Select(name => Load(repository, name));

    private string? Property(string name) => Elements(name).FirstOrDefault()?.Value;

    private IEnumerable<XElement> Items(string kind) => Elements(kind).Where(one => one.Attribute("Include") != null);

    private IEnumerable<XElement> Elements(string name) => _project.Descendants().Where(one => one.Name.LocalName == name);

    private IEnumerable<string> Expand(XElement item)
    {
        string[] excluded = Patterns(item, "Exclude");
        return Patterns(item, "Include").SelectMany(pattern => Matching(pattern).Where(name => !excluded.Any(no => Wildcard.Matches(Resolve(no), name))));

        static string[] Patterns(XElement item, string name) => (item.Attribute(name)?.Value ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries);
    }

    // A plain name is listed even when the file is missing: the read that follows then names it.
    private IEnumerable<string> Matching(string pattern)
    {
        string resolved = Resolve(pattern);
        return pattern.Contains('*', StringComparison.Ordinal) ? _repository.Files(suffix: ".cs").Where(name => Wildcard.Matches(resolved, name)) : [resolved];
    }

    private string Resolve(string path) => _repository.NameOf(Path.GetFullPath(_repository.PathOf(Folder + "/" + path.Replace('\\', '/'))));

    private static NanoPackage Package(XElement element) => new(Attribute(element, "id"), Attribute(element, "version"));

    private static string Hint(XElement reference) =>
        reference.Elements().FirstOrDefault(one => one.Name.LocalName == "HintPath")?.Value.Replace('\\', '/') ?? string.Empty;

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? string.Empty;
}

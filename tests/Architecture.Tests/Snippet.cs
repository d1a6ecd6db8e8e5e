using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis.CSharp;

namespace BluezoneTag.Architecture.Tests;

/// <summary>A small source that stands for a firmware file, compiled as the device would compile it.</summary>
public static class Snippet
{
    /// <summary>The name a snippet's findings carry.</summary>
    public const string Name = "firmware/Protocol/Planted.cs";

    /// <summary>Marks the line on which a finding is expected.</summary>
    public const string Mark = "// here";

    /// <summary>Findings for a source compiled against the named assemblies, mscorlib always among them.</summary>
    public static IReadOnlyList<Finding> Check(string source, params string[] assemblies) => Check([new SourceFile(Name, source)], assemblies);

    /// <summary>Findings for several sources.</summary>
    public static IReadOnlyList<Finding> Check(IEnumerable<SourceFile> sources, params string[] assemblies) =>
        [.. ConformanceCheck.Of(Compile(sources, DeviceConfiguration.Release, assemblies))];

    /// <summary>The compilation of several sources.</summary>
    public static CSharpCompilation Compile(IEnumerable<SourceFile> sources, DeviceConfiguration configuration, params string[] assemblies) =>
        DeviceCompiler.Compile(
            "Planted",
            sources,
            assemblies.Prepend("mscorlib").Select(ReferenceAssemblies.Current.Of),
            FirmwareLanguage.Version(Repository.Current),
            configuration);

    /// <summary>A class with these members, wrapped so that they stand from line 5 on.</summary>
    public static string Class(string members) => $"using System;\nnamespace Planted;\npublic class Sample\n{{\n{members}\n}}\n";

    /// <summary>Line of the mark, from 1; 1 without one.</summary>
    public static int MarkedLine(string source) =>
        source.Contains(Mark, StringComparison.Ordinal) ? source[..source.IndexOf(Mark, StringComparison.Ordinal)].Count(one => one == '\n') + 1 : 1;
}

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The firmware compiles as the device compiler would compile it, and holds nothing the 1.x CLR cannot run.</summary>
public sealed class ConformanceTests
{
    private const string Protocol = "firmware/Protocol/Protocol.nfproj";
    private const string Tag = "firmware/Tag/Tag.nfproj";
    private const string DeviceTests = "tests/Device.Tests";

    /// <summary>Both device projects in both configurations, and the device tests where there are any.</summary>
    public static TheoryData<string, DeviceConfiguration> Projects
    {
        get
        {
            TheoryData<string, DeviceConfiguration> data = [];
            foreach (string project in new[] { Protocol, Tag }.Concat(Repository.Current.Files(DeviceTests, ".nfproj")))
            {
                data.Add(project, DeviceConfiguration.Debug);
                data.Add(project, DeviceConfiguration.Release);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_device_project_compiles_against_the_device_libraries_and_runs_there(string project, DeviceConfiguration configuration) =>
        Findings.AssertNone(ConformanceCheck.Of(Repository.Current, project, configuration));

    [Theory]
    [InlineData(Protocol, "firmware/Protocol")]
    [InlineData(Tag, "firmware/Protocol", "firmware/Tag")]
    public void A_device_project_compiles_every_source_of_its_folders(string project, params string[] folders)
    {
        IEnumerable<string> sources = folders.SelectMany(folder => Repository.Current.Sources(folder)).Select(one => one.Name);
        Assert.Equal(sources.Order(StringComparer.Ordinal), NanoProject.Load(Repository.Current, project).Sources.Select(one => one.Name));
    }

    [Fact]
    public void The_program_on_the_device_is_one_assembly() => Assert.Empty(NanoProject.Load(Repository.Current, Tag).ProjectReferences);

    [Fact]
    public void The_tag_is_a_program_and_the_protocol_a_library()
    {
        Assert.Equal(OutputKind.ConsoleApplication, NanoProject.Load(Repository.Current, Tag).OutputKind);
        Assert.Equal(OutputKind.DynamicallyLinkedLibrary, NanoProject.Load(Repository.Current, Protocol).OutputKind);
    }

    [Fact]
    public void The_protocol_needs_the_core_library_alone() =>
        Assert.Equal(["nanoFramework.CoreLibrary"], NanoProject.Load(Repository.Current, Protocol).Packages.Select(one => one.Id));

    [Fact]
    public void The_tag_without_its_adapters_needs_the_core_library_and_the_protocol_alone()
    {
        MetadataReference[] libraries = [ReferenceAssemblies.Current.Of("mscorlib")];
        IEnumerable<SourceFile> sources = Repository.Current.Sources("firmware/Tag").Where(one => !DeviceOnly.Holds(one.Name));
        MetadataReference protocol = Compile("Protocol", Repository.Current.Sources("firmware/Protocol"), libraries).ToMetadataReference();
        Findings.AssertNone(ConformanceCheck.Of(Compile("Tag", sources, libraries.Append(protocol))));
    }

    private static CSharpCompilation Compile(string name, IEnumerable<SourceFile> sources, IEnumerable<MetadataReference> references) =>
        DeviceCompiler.Compile(name, sources, references, FirmwareLanguage.Version(Repository.Current), DeviceConfiguration.Release);
}

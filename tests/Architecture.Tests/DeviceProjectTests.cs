using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Architecture.Tests.Conformance;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>A device project is read as the device build would read it, and its packages are held to the API lists.</summary>
public sealed class DeviceProjectTests : IDisposable
{
    private const string Name = "firmware/Tag/Tag.nfproj";

    private readonly PlantedRepository _planted = new();

    public void Dispose() => _planted.Dispose();

    [Fact]
    public void A_project_that_agrees_with_its_packages_compiles()
    {
        Plant("1.17.11", "1.17.11");
        Assert.Empty(Check());
    }

    [Fact]
    public void A_package_in_another_version_is_refused_with_both_versions()
    {
        Plant("1.17.12", "1.17.12");
        Findings.AssertNamed(Check(), "firmware/Tag/packages.config", 0, "nanoFramework.CoreLibrary 1.17.12", "1.17.11", "mscorlib.txt");
    }

    [Fact]
    public void A_reference_into_another_version_of_the_package_is_refused()
    {
        Plant("1.17.11", "1.17.10");
        Findings.AssertNamed(Check(), Name, 0, "HintPath of mscorlib", "1.17.11");
    }

    [Fact]
    public void A_reference_without_its_package_is_refused()
    {
        Plant("1.17.11", "1.17.11", """
            <Reference Include="System.Math">
              <HintPath>..\packages\nanoFramework.System.Math.1.5.116\lib\System.Math.dll</HintPath>
            </Reference>
            """);
        Findings.AssertNamed(Check(), Name, 0, "nanoFramework.System.Math", "packages.config does not list");
    }

    [Fact]
    public void A_package_without_a_reference_is_refused_and_its_types_are_not_there()
    {
        Plant("1.17.11", "1.17.11");
        _planted.Plant("firmware/Tag/packages.config", Packages("1.17.11", """<package id="nanoFramework.System.Math" version="1.5.116" />"""));
        _planted.Plant("firmware/Tag/Power/Core.cs", "namespace P;\nclass Core\n{\n    double M() => System.Math.PI;\n}\n");
        List<Finding> findings = Check();
        Findings.AssertNamed(findings, Name, 0, "System.Math is not referenced");
        Findings.AssertNamed(findings, "firmware/Tag/Power/Core.cs", 4, "Core.M", "nanoFramework.System.Math has it");
    }

    [Fact]
    public void A_package_without_a_list_is_refused()
    {
        Plant("1.17.11", "1.17.11");
        _planted.Plant("firmware/Tag/packages.config", Packages("1.17.11", """<package id="Some.Package" version="1.0.0" />"""));
        Findings.AssertNamed(Check(), "firmware/Tag/packages.config", 0, "Some.Package 1.0.0 has no API list");
    }

    [Fact]
    public void A_program_without_an_entry_point_is_refused()
    {
        Plant("1.17.11", "1.17.11");
        _planted.Plant("firmware/Tag/Program.cs", "namespace P;\npublic static class Program\n{\n}\n");
        Assert.Contains(Check(), one => one.Problem.Contains("CS5001", StringComparison.Ordinal));
    }

    [Fact]
    public void A_referenced_project_is_compiled_first_and_only_its_public_types_are_seen()
    {
        Plant("1.17.11", "1.17.11", """<ProjectReference Include="..\Protocol\Protocol.nfproj" />""");
        _planted.Plant("firmware/Protocol/Protocol.nfproj", Project("Library", "1.17.11", string.Empty));
        _planted.Plant("firmware/Protocol/packages.config", Packages("1.17.11"));
        _planted.Plant("firmware/Protocol/Hex.cs", "namespace Q;\npublic class Hex\n{\n}\nclass Hidden\n{\n}\n");
        _planted.Plant("firmware/Tag/Power/Core.cs", "namespace P;\nclass Core\n{\n    Q.Hex _seen;\n    Q.Hidden _hidden;\n}\n");
        List<Finding> findings = Check();
        Assert.Single(findings);
        Findings.AssertNamed(findings, "firmware/Tag/Power/Core.cs", 5, "Core._hidden");
    }

    [Fact]
    public void A_missing_project_is_refused() => Findings.AssertNamed(Check(), Name, 0, "missing");

    [Fact]
    public void Wildcards_take_every_folder_but_the_excluded()
    {
        Plant("1.17.11", "1.17.11");
        _planted.Plant("firmware/Tag/Power/Deep/Core.cs", string.Empty);
        _planted.Plant("firmware/Tag/bin/Debug/Made.cs", string.Empty);
        _planted.Plant("firmware/Protocol/Other.cs", string.Empty);
        NanoProject project = NanoProject.Load(_planted.Repository, Name);
        Assert.Equal(["firmware/Tag/Power/Deep/Core.cs", "firmware/Tag/Program.cs"], project.Sources.Select(one => one.Name));
    }

    [Theory]
    [InlineData("a/**/*.cs", "a/b.cs", true)]
    [InlineData("a/**/*.cs", "a/b/c/d.cs", true)]
    [InlineData("a/**/*.cs", "b/a/c.cs", false)]
    [InlineData("a/*.cs", "a/b/c.cs", false)]
    [InlineData("a/bin/**", "a/bin/b/c.cs", true)]
    [InlineData("a/b.cs", "a/bxcs", false)]
    public void A_pattern_matches_as_in_a_build(string pattern, string name, bool matches) => Assert.Equal(matches, Wildcard.Matches(pattern, name));

    private List<Finding> Check() => [.. ConformanceCheck.Of(_planted.Repository, Name, DeviceConfiguration.Release)];

    private void Plant(string listed, string hinted, string items = "")
    {
        _planted.Plant(FirmwareLanguage.PropsName, "<Project><PropertyGroup><LangVersion>10.0</LangVersion></PropertyGroup></Project>");
        _planted.Plant(Name, Project("Exe", hinted, items));
        _planted.Plant("firmware/Tag/packages.config", Packages(listed));
        _planted.Plant("firmware/Tag/Program.cs", "namespace P;\npublic static class Program\n{\n    public static void Main()\n    {\n    }\n}\n");
    }

    private static string Project(string output, string version, string items) => $"""
        <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <PropertyGroup><OutputType>{output}</OutputType></PropertyGroup>
          <ItemGroup>
            <Compile Include="**\*.cs" Exclude="bin\**;obj\**" />
            <Reference Include="mscorlib, Version=1.0.0.0">
              <HintPath>..\packages\nanoFramework.CoreLibrary.{version}\lib\mscorlib.dll</HintPath>
            </Reference>
            {items}
          </ItemGroup>
        </Project>
        """;

    private static string Packages(string version, string more = "") =>
        $"""<packages><package id="nanoFramework.CoreLibrary" version="{version}" targetFramework="netnano1.0" />{more}</packages>""";
}

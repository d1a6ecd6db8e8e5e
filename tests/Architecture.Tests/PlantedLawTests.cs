using System;
using System.Collections.Generic;
using BluezoneTag.Architecture.Tests.Laws;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>Each law, broken on purpose: the finding names file and line, and what keeps the law is left alone.</summary>
public sealed class PlantedLawTests : IDisposable
{
    private const string Core = "firmware/Tag/Power/Core.cs";
    private const string Adapter = "firmware/Tag/Device/Radio.cs";
    private const string Entry = "firmware/Tag/Program.cs";

    private readonly PlantedRepository _planted = new();

    private Repository Tree => _planted.Repository;

    public void Dispose() => _planted.Dispose();

    [Fact]
    public void A_protocol_that_references_the_tag_is_found()
    {
        _planted.Plant("firmware/Protocol/Protocol.csproj", """<Project><ItemGroup><ProjectReference Include="..\Tag\Tag.csproj" /></ItemGroup></Project>""");
        _planted.Plant("firmware/Tag/Tag.csproj", """<Project><ItemGroup><ProjectReference Include="..\Protocol\Protocol.csproj" /></ItemGroup></Project>""");
        Assert.Single(ProjectReferenceLaw.Of(Tree));
        Findings.AssertNamed(ProjectReferenceLaw.Of(Tree), "firmware/Protocol/Protocol.csproj", 0, "firmware/Tag/Tag.csproj");
    }

    [Fact]
    public void A_package_in_the_host_build_of_the_firmware_is_found()
    {
        _planted.Plant("firmware/Tag/Tag.csproj", """<Project><ItemGroup><PackageReference Include="Some.Package" /></ItemGroup></Project>""");
        Findings.AssertNamed(ProjectReferenceLaw.Of(Tree), "firmware/Tag/Tag.csproj", 0, "Some.Package");
    }

    [Theory]
    [InlineData("using System.Device.Gpio;\n", 1, "System.Device.Gpio")]
    [InlineData("using System.IO;\n", 1, "System.IO")]
    [InlineData("using nanoFramework.Runtime.Native;\n", 1, "nanoFramework.Runtime.Native")]
    [InlineData("class C\n{\n    void M() => Windows.Storage.Find();\n}\n", 3, "Windows.Storage.Find")]
    [InlineData("class C\n{\n    object M() => new Radio();\n}\n", 3, "adapter Radio")]
    public void Hardware_outside_of_the_adapters_is_found(string source, int line, string name)
    {
        string radio = "using System.Device.Gpio;\nclass Radio\n{\n    object Other() => new Radio();\n}\n";
        _planted.Plant(Core, source).Plant(Adapter, radio).Plant(Entry, "using System.IO;\nclass Program\n{\n    object M() => new Radio();\n}\n");
        Assert.Single(HardwareLaw.Of(Tree));
        Findings.AssertNamed(HardwareLaw.Of(Tree), Core, line, name);
    }

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("Environment.TickCount64")]
    [InlineData("new Stopwatch()")]
    [InlineData("System.Diagnostics.Stopwatch.StartNew()")]
    [InlineData("new System.Threading.Timer(null, null, 0, 0)")]
    [InlineData("Thread.Sleep(5)")]
    public void Firmware_that_asks_for_the_time_is_found(string expression)
    {
        string source = $"class C\n{{\n    object M()\n    {{\n        return {expression};\n    }}\n}}\n";
        _planted.Plant(Core, source).Plant(Adapter, source).Plant(Entry, source);
        Assert.All(TimeLaw.Of(Tree), one => Assert.Equal(Core, one.File));
        Findings.AssertNamed(TimeLaw.Of(Tree), Core, 5, "C.M");
    }

    [Fact]
    public void A_simulator_that_asks_for_the_time_is_found()
    {
        string source = "class C\n{\n    object M() => DateTime.Now;\n    object Sleep() => Power.Sleep(5) + this.Stopwatch;\n}\n";
        _planted.Plant("tools/Simulator/World/Air.cs", source);
        _planted.Plant("tools/Simulator/Commands/Run.cs", source).Plant("tools/Simulator/Benches/Speed.cs", source);
        Assert.Single(TimeLaw.Of(Tree));
        Findings.AssertNamed(TimeLaw.Of(Tree), "tools/Simulator/World/Air.cs", 3, "C.M", "DateTime.Now");
    }

    [Fact]
    public void A_kiosk_that_asks_for_the_time_is_found()
    {
        string source = "class C\n{\n    object M() => TimeProvider.System;\n}\n";
        _planted.Plant("tools/Kiosk/Demo/Bench.cs", source).Plant("tools/Kiosk/Serving/KioskOptions.cs", source);
        Assert.Single(TimeLaw.Of(Tree));
        Findings.AssertNamed(TimeLaw.Of(Tree), "tools/Kiosk/Demo/Bench.cs", 3, "C.M", "TimeProvider.System");
    }

    [Theory]
    [InlineData("string M(byte[] dailyKey) => $\"{dailyKey}\";", "dailyKey")]
    [InlineData("string M(string keyText) => \"a\" + keyText;", "keyText")]
    [InlineData("string M(string keyText) => M(M(keyText) + M(keyText));", "keyText")]
    [InlineData("void M(ref string text, string secret) => text += secret;", "secret")]
    [InlineData("void M(string Secret) => System.Diagnostics.Debug.WriteLine(Secret);", "Secret")]
    [InlineData("void M(string baseKey) => System.Console.Write(N(baseKey)); string N(string x) => x;", "baseKey")]
    public void A_key_that_becomes_text_is_found(string member, string name)
    {
        _planted.Plant(Core, $"class C\n{{\n    {member}\n}}\n");
        Findings.AssertNamed(SecretLaw.Of(Tree), Core, 3, "C.M", name);
    }

    [Fact]
    public void A_key_that_stays_bytes_is_left_alone()
    {
        _planted.Plant(Core, """
            class C
            {
                const int KeyLength = 16;
                int M(byte[] key, int keyOffset) => keyOffset + KeyLength + key[0];
                string N(byte[] key) => "no " + nameof(key);
            }

            """);
        Assert.Empty(SecretLaw.Of(Tree));
    }

    [Theory]
    [InlineData("namespace BluezoneTag.Tag.Other;\n\n/// <summary>A.</summary>\npublic class Core { }\n", 1, "namespace BluezoneTag.Tag.Other")]
    [InlineData("namespace BluezoneTag.Tag.Power\n{\n    /// <summary>A.</summary>\n    public class Core { }\n}\n", 1, "no file-scoped namespace")]
    [InlineData("namespace BluezoneTag.Tag.Power;\n\n/// <summary>A.</summary>\npublic class Other { }\n", 4, "type Other")]
    [InlineData("namespace BluezoneTag.Tag.Power;\n\nclass Core { }\n\nenum Second { A }\n", 5, "type Second")]
    [InlineData("namespace BluezoneTag.Tag.Power;\n\npublic class Core { }\n", 3, "public type Core without an XML summary")]
    [InlineData("namespace BluezoneTag.Tag.Power;\n\nclass Core\n{\n\tint _a;\n}\n", 5, "a tab")]
    [InlineData("namespace BluezoneTag.Tag.Power;\n\nclass Core\n{\n    // Not a summary.\n    public enum Inner { A }\n}\n", 6, "public type Inner")]
    public void A_firmware_source_out_of_order_is_found(string source, int line, string problem)
    {
        _planted.Plant(Core, source);
        Assert.Single(FirmwareFileLaw.Of(Tree));
        Findings.AssertNamed(FirmwareFileLaw.Of(Tree), Core, line, problem);
    }

    [Fact]
    public void A_firmware_source_in_order_is_left_alone()
    {
        _planted.Plant(Core, """
            using System;

            namespace BluezoneTag.Tag.Power;

            /// <summary>A.</summary>
            [Serializable]
            public sealed class Core
            {
                private const char Tab = '\t';
            }

            """);
        _planted.Plant("firmware/Tag/obj/Made.cs", "class Generated { }\n");
        Assert.Empty(FirmwareFileLaw.Of(Tree));
    }

    [Fact]
    public void A_project_with_a_language_version_of_its_own_is_found()
    {
        _planted.Plant("firmware/Tag/Tag.nfproj", """
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup>
            </Project>
            """);
        _planted.Plant("firmware/Tag/Tag.csproj", """<Project><Import Project="..\Firmware.props" /></Project>""");
        List<Finding> findings = [.. LanguageLaw.Of(Tree)];
        Assert.Equal(2, findings.Count);
        Findings.AssertNamed(findings, "firmware/Tag/Tag.nfproj", 0, "LangVersion is set");
        Findings.AssertNamed(findings, "firmware/Tag/Tag.nfproj", 0, "firmware/Firmware.props is not imported");
    }

    [Theory]
    [InlineData("Debug.ActiveCfg Release.ActiveCfg Device.ActiveCfg Device.Build.0", "")]
    [InlineData("Debug.ActiveCfg Debug.Build.0 Release.ActiveCfg Device.ActiveCfg Device.Build.0", "a/Two.nfproj is built in Debug")]
    [InlineData("Debug.ActiveCfg Device.ActiveCfg Device.Build.0", "a/Two.nfproj is not active in Release")]
    [InlineData("Debug.ActiveCfg Release.ActiveCfg Device.ActiveCfg", "a/Two.nfproj is not built in Device")]
    public void A_device_project_is_built_in_the_device_configuration_alone(string entries, string problem)
    {
        PlantSolution(SolutionLaw.DeviceProjectType, entries);
        AssertSolution(problem);
    }

    [Fact]
    public void A_device_project_of_another_type_is_found()
    {
        PlantSolution("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", "Debug.ActiveCfg Release.ActiveCfg Device.ActiveCfg Device.Build.0");
        AssertSolution("a/Two.nfproj has project type {FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}");
    }

    [Fact]
    public void A_project_the_solution_does_not_list_is_found()
    {
        _planted.Plant("a/Three.csproj", "<Project />").Plant("artifacts/Four.csproj", "<Project />");
        AssertSolution("a/Three.csproj is not listed");
    }

    [Theory]
    [InlineData("""<Import Project="..\..\outside.props" />""", "the path out of the repository")]
    [InlineData("""<A><HintPath>$(MSBuildThisFileDirectory)..\..\x.dll</HintPath></A>""", "the path out of the repository")]
    [InlineData("""<A><HintPath>C:\x.dll</HintPath></A>""", "the absolute path")]
    [InlineData("""<A><HintPath>/usr/lib/x.dll</HintPath></A>""", "the absolute path")]
    [InlineData("""<RestoreSources>a;https://example.org/feed</RestoreSources>""", "the address https://example.org/feed")]
    public void A_project_that_leads_out_of_the_repository_is_found(string element, string problem)
    {
        _planted.Plant("a/One.csproj", $"""
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <Import Project="..\inside.props" />
              {element}
            </Project>
            """);
        Assert.Single(ProjectPathLaw.Of(Tree));
        Findings.AssertNamed(ProjectPathLaw.Of(Tree), "a/One.csproj", 0, problem);
    }

    [Fact]
    public void A_file_that_knows_its_machine_is_found()
    {
        string path = "/wo" + "rk/main";
        _planted.Plant("docs/a.md", $"one\ntwo {path}\n").Plant("artifacts/log.txt", path);
        Assert.Single(MachinePathLaw.Of(Tree));
        Findings.AssertNamed(MachinePathLaw.Of(Tree), "docs/a.md", 2, path[..6]);
    }

    [Theory]
    [InlineData("[a](missing.md)", "missing.md")]
    [InlineData("text ![b](../img/missing.png \"title\")", "../img/missing.png")]
    [InlineData("[ref]: missing.md", "missing.md")]
    [InlineData("[a](../../outside.md)", "../../outside.md")]
    public void A_link_that_leads_nowhere_is_found(string text, string target)
    {
        _planted.Plant("docs/protocol.md", $"# Protocol\n{text}\n");
        Assert.Single(MarkdownLinkLaw.Of(Tree));
        Findings.AssertNamed(MarkdownLinkLaw.Of(Tree), "docs/protocol.md", 2, target);
    }

    [Fact]
    public void A_link_that_leads_somewhere_is_left_alone()
    {
        _planted.Plant("docs/a b.md", "[self](#top) [web](https://example.org/x.md) `[code](no.md)`\n```\n[code](no.md)\n```\n");
        _planted.Plant("README.md", "[one](docs/a%20b.md#top) [two](<docs/a b.md>) [folder](docs) [root](/docs)\n");
        Assert.Empty(MarkdownLinkLaw.Of(Tree));
    }

    private void PlantSolution(string type, string entries)
    {
        string id = "{0A000000-0000-0000-0000-000000000001}";
        _planted.Plant("a/Two.nfproj", "<Project />");
        string text = $"Project(\"{type}\") = \"Two\", \"a\\Two.nfproj\", \"{id}\"\nEndProject\n";
        foreach (string entry in entries.Split(' '))
        {
            string[] parts = entry.Split('.', 2);
            text += $"\t\t{id}.{parts[0]}|Any CPU.{parts[1]} = {parts[0]}|Any CPU\n";
        }

        _planted.Plant(Repository.SolutionName, text);
    }

    private void AssertSolution(string problem)
    {
        if (problem.Length == 0)
        {
            Assert.Empty(SolutionLaw.Of(Tree));
            return;
        }

        Assert.Single(SolutionLaw.Of(Tree));
        Findings.AssertNamed(SolutionLaw.Of(Tree), Repository.SolutionName, 0, problem);
    }
}

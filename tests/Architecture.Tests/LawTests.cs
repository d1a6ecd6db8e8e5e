using BluezoneTag.Architecture.Tests.Laws;
using Xunit;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The laws of this repository, kept. PlantedLawTests shows that each can be broken.</summary>
public sealed class LawTests
{
    [Fact]
    public void Dependencies_point_towards_the_protocol() => Findings.AssertNone(ProjectReferenceLaw.Of(Repository.Current));

    [Fact]
    public void The_hardware_is_known_to_adapters_and_the_entry_point_alone() => Findings.AssertNone(HardwareLaw.Of(Repository.Current));

    [Fact]
    public void Nobody_asks_for_the_time() => Findings.AssertNone(TimeLaw.Of(Repository.Current));

    [Fact]
    public void No_key_becomes_text() => Findings.AssertNone(SecretLaw.Of(Repository.Current));

    [Fact]
    public void A_firmware_source_is_one_type_named_and_placed_as_its_file() => Findings.AssertNone(FirmwareFileLaw.Of(Repository.Current));

    [Fact]
    public void The_language_version_is_pinned_once() => Findings.AssertNone(LanguageLaw.Of(Repository.Current));

    [Fact]
    public void The_solution_lists_every_project_and_builds_device_projects_in_Device_alone() => Findings.AssertNone(SolutionLaw.Of(Repository.Current));

    [Fact]
    public void A_project_leads_nowhere_but_into_the_repository() => Findings.AssertNone(ProjectPathLaw.Of(Repository.Current));

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() => Findings.AssertNone(MachinePathLaw.Of(Repository.Current));

    [Fact]
    public void Every_relative_link_in_the_documents_leads_somewhere() => Findings.AssertNone(MarkdownLinkLaw.Of(Repository.Current));
}

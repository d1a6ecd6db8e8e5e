using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BluezoneTag.Hardware.Tests.Support;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>What KiCad made and is committed belongs to the committed sheet: each file carries the sheet's hash.</summary>
public sealed class OutputTests
{
    private static readonly string[] Names = ["erc.txt", "tag.net", "tag.pdf", "tag.svg", "tag.png"];

    public static TheoryData<string> Outputs() => [.. Names];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void An_output_carries_the_hash_of_the_sheet(string name)
    {
        Assert.True(Carries(name, SheetHash(HardwareFiles.SheetText)), $"hardware/outputs/{name}:line 1: hash: made from another sheet. Run hardware/scripts/release-outputs.sh");
    }

    [Fact]
    public void A_changed_sheet_makes_every_output_stale()
    {
        string hash = SheetHash(HardwareFiles.SheetText.Replace("4.7k", "4.7K", StringComparison.Ordinal));

        foreach (string name in Names)
        {
            Assert.False(Carries(name, hash), name);
        }
    }

    [Fact]
    public void The_rule_check_of_KiCad_found_nothing()
    {
        string report = HardwareFiles.Read("hardware/outputs/erc.txt");

        Assert.Matches(@"ERC messages: 0 +Errors 0 +Warnings 0", report);
        Assert.DoesNotContain("Severity:", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_outputs_name_no_folder_of_a_machine()
    {
        foreach (string name in new[] { "erc.txt", "tag.net", "tag.svg" })
        {
            Assert.False(Regex.IsMatch(HardwareFiles.Read($"hardware/outputs/{name}"), @"/tmp/|/home/|/root/"), name);
        }
    }

    // With the line ends of the repository, whatever the checkout made of them.
    private static string SheetHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));

    private static bool Carries(string name, string hash) =>
        File.ReadAllBytes(HardwareFiles.PathOf($"hardware/outputs/{name}")).AsSpan().IndexOf(Encoding.ASCII.GetBytes(hash)) >= 0;
}

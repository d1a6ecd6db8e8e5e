using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Exposure;
using Xunit;

namespace BluezoneTag.Exposure.Tests;

/// <summary>docs/protocol.md 9, tests/Vectors/exposure-examples.json and the code say the same.</summary>
public sealed class ExampleTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "exposure-examples.json"))).RootElement;

    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "protocol.md"));

    private static readonly InfoEntry[] People =
    [
        new InfoEntry([.. Enumerable.Range(0, 32).Select(i => (byte)i)], 18475 * 86400L, 18477 * 86400L, 96),
        new InfoEntry([.. Enumerable.Repeat((byte)0xFF, 32)], 18476 * 86400L, 18477 * 86400L, 96),
    ];

    public static TheoryData<string> Names => [.. Vectors.GetProperty("examples").EnumerateObject().Select(one => one.Name)];

    public static TheoryData<string, string> Constants => new()
    {
        { "length of a list header", $"{ExposureListHeader.Length} bytes" },
        { "length of a list entry", $"{ExposureEntry.Length} bytes" },
        { "most entries of a list", $"{ExposureListHeader.MaxEntryCount}" },
        { "most entries of a chunk", $"{ExposureChunk.MaxEntryCount}" },
        { "longest chunk", $"{ExposureChunk.MaxLength} bytes" },
        { "most days of a list", $"{ExposureListHeader.MaxDayCount}" },
        { "most slots of an entry", $"{ExposureEntry.MaxSlotCount:N0}" },
        { "length of a verdict", $"{ExposureVerdict.Length} bytes" },
        { "exposure format version", $"{ExposureVerdict.FormatVersion}" },
        { "exposure rule version", $"{ExposureRule.Version}" },
        { "near for an exposure", $"{ExposureRule.MinNearSeconds} s" },
        { "stale ids", $"{ExposureRule.StaleMs:N0} ms" },
        { "key-days in a day", $"{ExposureCheck.MaxKeyDaysPerDay:N0}" },
        { "lists in a day", $"{ExposureCheck.MaxListsPerDay}" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_stands_in_its_section(string name)
    {
        string section = Vectors.GetProperty("examples").GetProperty(name).GetProperty("section").GetString()!;
        Match match = Regex.Match(Text, @$"^### {Regex.Escape(section)} .*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.Contains(Hex(name), Regex.Replace(match.Value, @"\s", string.Empty));
    }

    [Theory]
    [MemberData(nameof(Constants))]
    public void Every_constant_stands_in_the_row_that_names_it(string name, string value)
    {
        string row = Assert.Single(Text.Split('\n'), line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
        Assert.Equal(value, row.Split('|')[2].Trim());
    }

    [Fact]
    public void Every_status_stands_in_the_table()
    {
        Assert.All(Enum.GetValues<ExposureStatus>(), status => Assert.Contains($"\n| {(int)status} | {status} |", Text));
    }

    [Fact]
    public void Signed_text_and_list_id()
    {
        byte[] signed = PublishedList.SignedBytes(ExposureRule.ListOfF0, "example-1", 1596412800, People);
        Assert.Equal(Vectors.GetProperty("examples").GetProperty("signed").GetProperty("text").GetString(), Encoding.ASCII.GetString(signed));
        Assert.Equal(Hex("signed"), Convert.ToHexStringLower(SHA256.HashData(signed)));
    }

    [Fact]
    public void Header_and_chunk()
    {
        byte[] id = Convert.FromHexString(Hex("signed"))[..8];
        CompactList list = CompactList.Of(ExposureRule.ListOfF0, id, People, 18475, 18477);
        Assert.Equal(Hex("list_header"), Convert.ToHexStringLower(list.Header));
        Assert.Equal(Hex("chunk"), Convert.ToHexStringLower(Assert.Single(list.Chunks)));
        var header = new ExposureListHeader();
        Assert.Equal(ExposureStatus.Taken, header.Read(list.Header, 0, list.Header.Length));
        byte[] again = new byte[ExposureListHeader.Length];
        header.Write(again, 0);
        Assert.Equal(list.Header, again);
        var entry = new ExposureEntry();
        Assert.True(entry.TryRead(list.Chunks[0], ExposureChunk.HeaderLength, 3));
        Assert.Equal((0, 193, 3), (entry.FirstDay, entry.SlotCount, entry.DayCount));
    }

    [Fact]
    public void Verdict()
    {
        JsonElement example = Vectors.GetProperty("examples").GetProperty("verdict");
        int Number(string name) => example.GetProperty(name).GetInt32();
        var verdict = new ExposureVerdict
        {
            State = (ExposureState)Number("state"),
            Level = Number("level"),
            RuleVersion = Number("rule_version"),
            LocalDay = Number("local_day"),
            NearMinutes = Number("minutes"),
            DayCount = Number("days"),
            Flags = Number("flags"),
            Next = Number("next"),
        };
        Convert.FromHexString(Hex("signed"))[..8].CopyTo(verdict.ListId, 0);
        byte[] bytes = new byte[ExposureVerdict.Length];
        verdict.Write(bytes, 0);
        Assert.Equal(Hex("verdict"), Convert.ToHexStringLower(bytes));
        var read = new ExposureVerdict();
        Assert.True(read.TryRead(bytes, 0, bytes.Length));
        byte[] again = new byte[ExposureVerdict.Length];
        read.Write(again, 0);
        Assert.Equal(bytes, again);
        Assert.False(read.TryRead(bytes, 0, bytes.Length - 1));
    }

    [Fact]
    public void Ids()
    {
        byte[][] ids = [.. PhoneRule.Expand(People[0]).Select(one => one.Id)];
        Assert.Equal(193, ids.Length);
        IEnumerable<JsonProperty> known = Vectors.GetProperty("ids").EnumerateObject();
        Assert.All(known, one => Assert.Equal(one.Value.GetString(), Convert.ToHexStringLower(ids[int.Parse(one.Name)])));
    }

    private static string Hex(string name) => Vectors.GetProperty("examples").GetProperty(name).GetProperty("hex").GetString()!;

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "BluezoneTag.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}

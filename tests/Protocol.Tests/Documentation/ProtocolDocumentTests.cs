using System;
using System.Linq;
using System.Text.RegularExpressions;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Documentation;

/// <summary>docs/protocol.md, the vectors and the code say the same.</summary>
public sealed class ProtocolDocumentTests
{
    private static readonly string Text = ProjectRoot.Read("docs", "protocol.md").Replace('\u2212', '-');

    public static TheoryData<string> ExampleNames => [.. VectorFile.Examples.EnumerateObject().Select(example => example.Name)];

    /// <summary>A word of one table row, and the value that the code gives it.</summary>
    public static TheoryData<string, string> Constants => new()
    {
        { "slots in a day", $"{SlotTime.SlotsPerDay}" },
        { "length of a slot", $"{SlotTime.SlotMs:N0} ms" },
        { "length of a day", $"{SlotTime.DayMs:N0} ms" },
        { "length of a key", $"{DailyKeyChain.KeyLength} bytes" },
        { "length of an id", $"{BluezoneId.Length} bytes" },
        { "service UUID, 16 bits", $"0x{AdvertisingData.ServiceUuid:X4}" },
        { "service UUID, in full", "00004E56-0000-1000-8000-00805F9B34FB" },
        { "service UUID of an iPhone", "00004E56-73F5-4BC4-A12F-17D1AD07A667" },
        { "company identifier of Bluezone", $"0x{AdvertisingData.CompanyIdentifier:X4}" },
        { "company identifier of Apple", $"0x{AdvertisingData.AppleCompanyIdentifier:X4}" },
        { "legacy advertising PDU", $"{AdvertisingData.MaxLength} bytes" },
        { "the tag's advertising data", $"{AdvertisementBuilder.Length} bytes" },
        { "hours since sync, largest", $"{AdvertisingData.MaxHoursSinceSync}" },
        { "hours since sync, unknown", $"{AdvertisingData.HoursSinceSyncUnknown}" },
        { "length of the identity file", $"{IdentityImage.Length} bytes" },
        { "length of the calibration file", $"{CalibrationImage.Length} bytes" },
        { "length of the claim secret", $"{IdentityImage.ClaimSecretLength} bytes" },
        { "length of the segment header", $"{SegmentHeader.Length} bytes" },
        { "length of the nonce", $"{SegmentHeader.NonceLength} bytes" },
        { "longest segment file", $"{SegmentHeader.MaxSegmentLength} bytes" },
        { "log format version", $"{SegmentHeader.FormatVersion}" },
        { "length of the batch header", $"{BatchHeader.Length} bytes" },
        { "batch without its records", $"{BatchHeader.Overhead} bytes" },
        { "most records in a batch", $"{BatchHeader.MaxRecordCount}" },
        { "most slots after the first batch", $"{BatchHeader.MaxSlotOffset}" },
        { "length of a re-dating mark", $"{RedatingMark.Length} bytes" },
        { "length of a record", $"{ContactRecordCodec.Length} bytes" },
        { "time step", $"{ContactRecordCodec.TimeStepMs:N0} ms" },
        { "weakest RSSI", $"{ContactRecord.MinRssiDbm} dBm" },
        { "strongest RSSI", $"{ContactRecord.MaxRssiDbm} dBm" },
        { "largest count", $"{ContactRecord.MaxCount}" },
        { "rule version", $"{ProximityRule.Version}" },
        { "near, sent by a tag", $"{ProximityRule.NearTagRssiDbm} dBm" },
        { "near, sent by a phone", $"{ProximityRule.NearPhoneRssiDbm} dBm" },
        { "close contact", $"{ProximityRule.CloseContactNearCount}" },
        { "default gap", $"{ProximityRule.DefaultGapMs:N0} ms" },
        { "longest gap", $"{ProximityRule.MaxGapMs:N0} ms" },
        { "sync version", $"{SyncProtocol.Version}" },
        { "shortest frame carried", $"{SyncProtocol.MinFrameLength} bytes" },
        { "length of the frame header", $"{SyncProtocol.FrameHeaderLength} bytes" },
        { "longest message", $"{SyncProtocol.MaxMessageLength} bytes" },
        { "length of a sync nonce", $"{SyncProtocol.NonceLength} bytes" },
        { "length of a proof or MAC", $"{SyncProtocol.MacLength} bytes" },
        { "overhead of a sealed message", $"{SyncProtocol.SealedOverhead} bytes" },
        { "longest plain text", $"{SyncProtocol.MaxTextLength} bytes" },
        { "open window", $"{SyncProtocol.WindowMs:N0} ms" },
        { "longest session", $"{SyncProtocol.MaxSessionMs:N0} ms" },
        { "idle end of a session", $"{SyncProtocol.IdleMs:N0} ms" },
        { "session kept from a second client", $"{SyncProtocol.BusyMs:N0} ms" },
        { "sync service", SyncProtocol.ServiceUuid },
        { "command", SyncProtocol.CommandUuid },
        { "reply", SyncProtocol.ReplyUuid },
    };

    [Theory]
    [MemberData(nameof(ExampleNames))]
    public void Every_worked_example_stands_in_its_section(string name)
    {
        string section = Section(VectorFile.Example(name, "section"));
        Assert.Contains(VectorFile.Example(name), Regex.Replace(section, @"\s", "").ToLowerInvariant());
    }

    [Theory]
    [MemberData(nameof(Constants))]
    public void Every_constant_stands_in_the_row_that_names_it(string name, string value)
    {
        string[] rows = [.. Text.Split('\n').Where(line => line.StartsWith($"| {name} |", StringComparison.Ordinal))];
        string row = Assert.Single(rows);
        Assert.Contains(value, row.Split('|')[2].Split(['`', ';']).Select(part => part.Trim()));
    }

    [Theory]
    [InlineData(ClockTrust.Unset)]
    [InlineData(ClockTrust.Approximate)]
    [InlineData(ClockTrust.Synced)]
    public void Every_clock_trust_value_stands_in_its_section(ClockTrust trust)
    {
        Assert.Contains($"| {(int)trust} | {trust.ToString().ToLowerInvariant()} |", Section("5.3"));
    }

    [Fact]
    public void Every_operation_and_every_status_stands_in_its_section()
    {
        Assert.All(Enum.GetValues<SyncOperation>(), operation => Assert.Matches($@"\| {(int)operation} \| {Spoken(operation.ToString())}[,| ]", Section("8.6")));
        Assert.All(Enum.GetValues<SyncStatus>(), status => Assert.Contains($"| {(int)status} |", Section("8.7")));
        Assert.All(Enum.GetValues<SyncMessageType>(), type => Assert.Contains($"| {(int)type} |", Section("8.3")));
    }

    [Fact]
    public void Every_kind_of_advertisement_stands_in_its_section()
    {
        Assert.All(Enum.GetNames<AdvertisementKind>(), kind => Assert.Contains($"`{kind}`", Section("2.3")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    [InlineData("1.3")]
    [InlineData("1.4")]
    [InlineData("2")]
    [InlineData("2.1")]
    [InlineData("2.2")]
    [InlineData("2.3")]
    [InlineData("2.4")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("5")]
    [InlineData("5.1")]
    [InlineData("5.2")]
    [InlineData("5.3")]
    [InlineData("5.4")]
    [InlineData("5.5")]
    [InlineData("5.6")]
    [InlineData("5.7")]
    [InlineData("5.8")]
    [InlineData("5.9")]
    [InlineData("5.10")]
    [InlineData("6")]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("8.1")]
    [InlineData("8.2")]
    [InlineData("8.3")]
    [InlineData("8.4")]
    [InlineData("8.5")]
    [InlineData("8.6")]
    [InlineData("8.7")]
    [InlineData("8.8")]
    [InlineData("8.9")]
    [InlineData("8.10")]
    [InlineData("8.11")]
    public void Every_section_that_code_cites_has_a_heading(string number)
    {
        Assert.NotEmpty(Section(number));
    }

    // "ReadRelease" as the page says it: "Read release".
    private static string Spoken(string name) => name[0] + Regex.Replace(name[1..], "[A-Z]", letter => " " + letter.Value.ToLowerInvariant());

    // From the heading with this number to the next heading of any level.
    private static string Section(string number)
    {
        Match match = Regex.Match(Text, @$"^##+ {Regex.Escape(number)} .*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(match.Success, $"docs/protocol.md has no section {number}.");
        return match.Value;
    }
}

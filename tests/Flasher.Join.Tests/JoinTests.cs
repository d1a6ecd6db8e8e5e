using System;
using System.IO;
using System.Linq;
using System.Text;
using BluezoneTag.FlasherBench;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// The flasher against the simulator's virtual tags. Both were written from the same facts, neither from the other: what one of them
/// misunderstood shows here.
/// </summary>
public sealed class JoinTests : IDisposable
{
    private const long BootUtcMs = 1596456420000;
    private readonly string _folder = Directory.CreateTempSubdirectory("join").FullName;

    public static TheoryData<string> Chips => new("c3", "c3-uart", "esp32");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Chips))]
    public void Flashed_and_provisioned_the_tag_starts_and_sends_the_id_of_what_was_written(string chip)
    {
        var work = new Workbench(_folder, chip);
        using var bench = new VirtualBench(chip);
        string claim = Path.Combine(_folder, "claim.json");
        int code = work.Run(bench, ["flash", .. work.Files, "--port", "virtual:1", "--serial", "7407", "--claim-file", claim, "--check"]);
        Assert.True(code == 0, work.Output.ToString() + work.Error);
        bench.Live(seconds: 1);
        VirtualTag tag = bench.Tag();
        Assert.Equal(["mscorlib", "BluezoneTag.Tag"], tag.Report.Assemblies);
        IdentityImage identity = tag.Report.Identity!;
        Assert.Equal(7407u, identity.Serial);
        Assert.Contains(Convert.ToHexString(identity.ClaimSecret), File.ReadAllText(claim), StringComparison.OrdinalIgnoreCase);

        AssertOnAir(tag, identity, BootUtcMs + bench.Live(seconds: 60));
        Assert.Equal(0, work.Run(bench, ["verify", .. work.Files, "--port", "virtual:1"]));
        Assert.True(tag.Report.IsRunning);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Verify_finds_a_changed_byte(string chip)
    {
        var work = new Workbench(_folder, chip);
        using var bench = new VirtualBench(chip);
        Assert.Equal(0, work.Run(bench, ["flash", .. work.Files, "--port", "virtual:1"]));
        bench.Tag().Flash.Program(0x10100, [0]);
        Assert.Equal(8, work.Run(bench, ["verify", .. work.Files, "--port", "virtual:1"]));
        Assert.Contains("nanoCLR", work.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void A_batch_goes_from_blank_to_issued_wiped_and_done_again(string chip)
    {
        var work = new Workbench(_folder, chip);
        using var bench = new VirtualBench(chip, 2);
        Assert.True(work.Batch(bench, "--check") == 0, work.Output.ToString() + work.Error);
        Assert.Equal(["%PDF-"], [Encoding.ASCII.GetString(File.ReadAllBytes(work.Labels), 0, 5)]);
        bench.Live(1, 1);
        bench.Live(1, 2);
        uint[] serials = [.. new[] { 1, 2 }.Select(number => bench.Tag(number).Report.Identity!.Serial).Order()];
        Assert.Equal([1u, 2u], serials);
        byte[] oldKey = bench.Tag().Report.Identity!.BaseKey;
        string serial = $"{bench.Tag().Report.Identity!.Serial}";

        // Plugged in again: nothing happens to them, and it is no fault.
        int resets = bench.Tag().ResetCount;
        Assert.Equal(0, work.Batch(bench));
        Assert.Contains("0 OK, 2 SKIP", work.Output.ToString(), StringComparison.Ordinal);
        Assert.True(bench.Tag().ResetCount > resets);
        bench.Live(seconds: 1);
        Assert.Equal(oldKey, bench.Tag().Report.Identity!.BaseKey);
        Assert.False(bench.Tag().IsInLoader);

        string[] desk = ["--registry", work.Registry];
        Assert.Equal(0, work.Run(bench, ["issue", .. desk, "--tag", serial, "--holder", "12"]));
        Assert.Equal(11, work.Run(bench, ["wipe", .. desk, .. work.Files[..2], "--port", "virtual:1"]));
        Assert.Equal(0, work.Run(bench, ["return", .. desk, "--tag", serial]));
        Assert.True(work.Run(bench, ["wipe", .. desk, .. work.Files[..2], "--port", "virtual:1"]) == 0, work.Output.ToString() + work.Error);
        bench.Live(seconds: 1);
        Assert.Null(bench.Tag().Report.Identity);
        Assert.Equal(0, work.Batch(bench));
        bench.Live(seconds: 1);
        Assert.Equal(serial, $"{bench.Tag().Report.Identity!.Serial}");
        Assert.NotEqual(oldKey, bench.Tag().Report.Identity!.BaseKey);
        Assert.Equal(0, work.Run(bench, ["list", .. desk, "--json"]));
    }

    [Fact]
    public void A_batch_of_thirty_on_bad_cables_ends_with_thirty_tags()
    {
        var work = new Workbench(_folder, "c3-uart", StandInSizes.Small);
        LinkFault[] faults = [.. new[] { LinkFaultKind.Corrupt, LinkFaultKind.Drop, LinkFaultKind.Cut, LinkFaultKind.Duplicate, LinkFaultKind.Delay }
            .Select((kind, i) => new LinkFault(i % 2 == 0, 25 + (i * 12), kind, DelayUs: 1_000_000))];
        using var bench = new VirtualBench("c3-uart", 30, faults: faults);
        Assert.True(work.Batch(bench, "--lanes", "2") == 0, work.Output.ToString() + work.Error);
        Enumerable.Range(1, 30).ToList().ForEach(number => bench.Live(1, number));
        IdentityImage[] all = [.. Enumerable.Range(1, 30).Select(number => bench.Tag(number).Report.Identity!)];
        Assert.Equal(Enumerable.Range(1, 30), all.Select(one => (int)one.Serial).Order());
        Assert.Equal(30, all.Select(one => Convert.ToHexString(one.BaseKey)).Distinct().Count());
    }

    [Fact]
    public void Roster_names_export_and_labels_from_claim_files()
    {
        var work = new Workbench(_folder, "c3");
        using var bench = new VirtualBench("c3");
        string[] desk = ["--registry", work.Registry];
        string[] pass = ["--passphrase-file", In("pass.txt")];
        File.WriteAllText(pass[1], "a long passphrase\n");
        File.WriteAllText(In("twice.csv"), "name,name\nAn,An\n");
        File.WriteAllText(In("roster.csv"), "số,họ và tên,lớp\n12,Nguyễn Văn An,5A\n");
        Assert.Equal(3, work.Run(bench, ["roster", "import", In("twice.csv"), .. desk, .. pass]));
        Assert.True(work.Run(bench, ["roster", "import", In("roster.csv"), .. desk, .. pass]) == 0, work.Error.ToString());
        Assert.Equal(0, work.Batch(bench));
        Assert.Equal(0, work.Run(bench, ["issue", .. desk, "--tag", "000001-95", "--holder", "12"]));
        Assert.Equal(0, work.Run(bench, ["export", .. desk, "--output", In("all.csv"), "--names", .. pass]));
        Assert.Contains("Nguyễn Văn An", File.ReadAllText(In("all.csv")), StringComparison.Ordinal);
        Assert.Equal(0, work.Run(bench, ["export", .. desk, "--output", In("all.json")]));
        Assert.DoesNotContain("Nguyễn", File.ReadAllText(In("all.json")), StringComparison.Ordinal);

        string claim = $"{{\"serial\": 1, \"claimSecret\": \"{new string('a', 32)}\"}}";
        File.WriteAllText(In("claim.json"), claim);
        Assert.Equal(0, work.Run(bench, ["label", "--claim-file", In("claim.json"), "--labels", In("one.pdf"), "--lang", "vi"]));
        Assert.Equal(11, work.Run(bench, ["label", "--claim-file", In("claim.json"), "--labels", In("two.pdf"), .. desk]));
        Assert.Equal(3, work.Run(bench, ["label", "--claim-file", In("roster.csv"), "--labels", In("three.pdf")]));
        Assert.DoesNotContain(new string('a', 32), work.Output.ToString() + work.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_find_no_place_stop_a_batch_before_the_first_erase()
    {
        var work = new Workbench(_folder, "c3");
        using var bench = new VirtualBench("c3", 2);
        Assert.Equal(3, work.Batch(bench, "--sheets", "1", "--first-place", "21", "--lanes", "1"));
        bench.Live(seconds: 1);
        Assert.Equal(1u, bench.Tag().Report.Identity!.Serial);
        Assert.Equal(-1, bench.Tag(2).Flash.Read(0, 0x400000).AsSpan().IndexOfAnyExcept((byte)0xFF));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static void AssertOnAir(VirtualTag tag, IdentityImage identity, long utcMs)
    {
        var expected = new RollingIdentifier(identity.BaseKey, 0, identity.CreationDay);
        expected.Seek(utcMs);
        Assert.Equal(Hex.Encode(expected.Id, 0, BluezoneId.Length), tag.Running!.AdvertisedId);
    }
}

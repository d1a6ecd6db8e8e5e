using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using BluezoneTag.Flasher.Links;
using BluezoneTag.FlasherBench;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// Whole command lines with everything that can be wrong with what they are given: which exit code, what is said in both languages, and that no byte
/// of the chip has changed, unless the port went away in the middle.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private const int TableEntry = 32;
    private const int EntriesWithDeploy = 5;
    private const int NanoClrByte = 5000;
    private readonly string _folder = Directory.CreateTempSubdirectory("bad").FullName;
    private readonly byte[] _before;
    private readonly Workbench _work;
    private VirtualBench _bench = new("c3");

    public BadInputTests()
    {
        _work = new Workbench(_folder, "c3", StandInSizes.Small);
        _before = Chip();
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Firmware_for_another_chip()
    {
        using var other = new VirtualBench("esp32");
        JsonElement error = Error(6, _work.Run(other, ["flash", .. _work.Files, "--port", "virtual:1", "--json"]));
        Says(error, "is for ESP32-C3, but the chip is an ESP32", "dành cho ESP32-C3, nhưng chip là ESP32");
        Assert.Equal(-1, other.Tag().Flash.Read(0, VirtualBench.FlashBytes).AsSpan().IndexOfAnyExcept((byte)0xFF));
    }

    [Fact]
    public void A_package_put_together_from_two_chips()
    {
        string other = Path.Combine(_folder, "other");
        StandIns.Write(other, ChipModel.Find("esp32"), StandInSizes.Small);
        File.Copy(Path.Combine(other, StandIns.PackageName(ChipModel.Find("esp32")), "nanoCLR.bin"), In("nanoCLR.bin"), overwrite: true);
        Says(Flash(3), "are for different chips", "hai loại chip khác nhau");
    }

    [Fact]
    public void An_image_with_a_wrong_byte()
    {
        Damage(In("nanoCLR.bin"), NanoClrByte);
        Says(Flash(3), "nanoCLR.bin", "nanoCLR.bin");
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.9, true)]
    public void A_corrupt_zip(double place, bool isCut)
    {
        string zip = Path.Combine(_folder, "ESP32_C3.zip");
        ZipFile.CreateFromDirectory(_work.Package, zip);
        int at = (int)(new FileInfo(zip).Length * place);
        if (isCut)
        {
            File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..at]);
        }
        else
        {
            Damage(zip, at);
        }

        _work.Package = zip;
        Says(Flash(3), "ESP32_C3.zip", "ESP32_C3.zip");
    }

    [Fact]
    public void A_partition_table_without_deploy()
    {
        byte[] table = File.ReadAllBytes(In("partitions_4mb.bin"));
        int deploy = Enumerable.Range(0, EntriesWithDeploy).Single(entry => table.AsSpan(entry * TableEntry, TableEntry).IndexOf("deploy"u8) >= 0);
        byte[] entries = [.. table[..(deploy * TableEntry)], .. table[((deploy + 1) * TableEntry)..(EntriesWithDeploy * TableEntry)]];
#pragma warning disable CA5351 // The table's format asks for MD5.
        byte[] fresh = [.. entries, 0xEB, 0xEB, .. Enumerable.Repeat((byte)0xFF, 14), .. MD5.HashData(entries)];
#pragma warning restore CA5351
        File.WriteAllBytes(In("partitions_4mb.bin"), [.. fresh, .. Enumerable.Repeat((byte)0xFF, table.Length - fresh.Length)]);
        Says(Flash(3), "no partition deploy", "deploy");
    }

    [Fact]
    public void An_application_larger_than_its_partition()
    {
        string large = Path.Combine(_folder, "large");
        StandIns.Write(large, ChipModel.Find("c3"), StandInSizes.Small with { CodeBytes = 20_000 });
        JsonElement error = Error(6, _work.Run(_bench, ["flash", "--package", _work.Package, "--app", Path.Combine(large, "app"), "--port", "virtual:1", "--json"]));
        Says(error, "do not fit the partition deploy", "không vừa phân vùng deploy");
        Untouched();
    }

    [Fact]
    public void An_assembly_with_a_wrong_byte()
    {
        Damage(Path.Combine(_work.Application, "BluezoneTag.Tag.pe"), 500);
        Says(Flash(3), "BluezoneTag.Tag: the CRC of the assembly is wrong", "CRC của assembly sai");
    }

    [Fact]
    public void A_port_that_may_not_be_opened()
    {
        _work.Links = new Forbidden();
        Says(Flash(4), "no permission", "không có quyền", "dialout");
    }

    [Fact]
    public void A_port_that_is_not_there()
    {
        JsonElement error = Error(4, _work.Run(_bench, ["flash", .. _work.Files, "--port", "virtual:9", "--json"]));
        Says(error, "no such port", "không có cổng này", "data cable");
        Untouched();
    }

    [Fact]
    public void A_port_that_vanishes_in_the_middle()
    {
        Replace(new VirtualBench("c3", faults: [new LinkFault(true, 45, LinkFaultKind.Cut)]) { OpenFailures = int.MaxValue });
        JsonElement error = Error(4, _work.Run(_bench, ["flash", .. _work.Files, "--port", "virtual:1", "--json"]));
        Says(error, "the port vanished and did not come back", "cổng biến mất và không trở lại", "repeat the same command");

        // Nothing is lost: the same command, once the cable is in again.
        _bench.OpenFailures = 0;
        Assert.True(_work.Run(_bench, ["flash", .. _work.Files, "--port", "virtual:1"]) == 0, _work.Printed);
    }

    [Fact]
    public void A_flash_that_is_too_small()
    {
        Replace(new VirtualBench("c3", [new FlashMemory(0x200000)]));
        JsonElement error = Error(6, _work.Run(_bench, ["flash", .. _work.Files, "--port", "virtual:1", "--json"]));
        Says(error, "has 2 MB, 4 MB are needed", "có 2 MB, cần 4 MB");
        Assert.Equal(-1, _bench.Tag().Flash.Read(0, 0x200000).AsSpan().IndexOfAnyExcept((byte)0xFF));
    }

    [Fact]
    public void A_write_protected_registry()
    {
        using var first = new VirtualBench("c3");
        Assert.Equal(0, _work.Batch(first));
        byte[] registry = File.ReadAllBytes(_work.Registry);
        File.SetAttributes(_work.Registry, FileAttributes.ReadOnly);
        JsonElement error = Error(10, _work.Batch(_bench, "--json"));
        Says(error, "cannot be written", "Không ghi được");
        File.SetAttributes(_work.Registry, FileAttributes.Normal);
        Assert.Equal(registry, File.ReadAllBytes(_work.Registry));
        Untouched();
    }

    [Fact]
    public void A_full_disk()
    {
        using var first = new VirtualBench("c3");
        Assert.Equal(0, _work.Batch(first));
        _work.RegistryPageLimit = (int)(new FileInfo(_work.Registry).Length / 4096);
        Replace(new VirtualBench("c3", 15));
        Assert.Equal(10, _work.Batch(_bench, "--json", "--lanes", "1"));
        JsonElement last = JsonDocument.Parse(Json()).RootElement.GetProperty("result").GetProperty("tags").EnumerateArray().Last();
        Says(last, "No room left", "Hết chỗ");
        Assert.Equal(-1, _bench.Tag(15).Flash.Read(0, VirtualBench.FlashBytes).AsSpan().IndexOfAnyExcept((byte)0xFF));

        // With room again the same command goes on where it stopped.
        _work.RegistryPageLimit = 0;
        Assert.True(_work.Batch(_bench) == 0, _work.Printed);
        Assert.Equal(0, _work.Run(_bench, ["list", "--registry", _work.Registry]));
    }

    [Theory]
    [InlineData("name,name\nAn,Bình\n", "name", "cột")]
    [InlineData("lớp,số\n5A,1\n", "name", "tên")]
    [InlineData("tên,số\nAn,1\nBình,1\n", "1", "1")]
    [InlineData("tên,số\nAn\n", "2", "2")]
    public void A_roster_with_a_column_or_number_twice_or_missing(string csv, string english, string vietnamese)
    {
        string file = Path.Combine(_folder, "roster.csv");
        string passphrase = Path.Combine(_folder, "pass");
        File.WriteAllText(file, csv);
        File.WriteAllText(passphrase, "a long passphrase\n");
        JsonElement error = Error(3, _work.Run(_bench, ["roster", "import", file, "--registry", _work.Registry, "--passphrase-file", passphrase, "--json"]));
        Says(error, english, vietnamese);
        Assert.False(File.Exists(_work.Registry));
    }

    [Theory]
    [InlineData("22", "0", 2, 0)]
    [InlineData("21", "1", 3, 1)]
    public void More_labels_than_the_stock_has_room_for(string firstPlace, string sheets, int code, int done)
    {
        using var two = new VirtualBench("c3", 2);
        Assert.Equal(code, _work.Batch(two, "--first-place", firstPlace, "--sheets", sheets, "--lanes", "1", "--json"));
        Assert.Equal(done, Enumerable.Range(1, 2).Count(number => two.Tag(number).Flash.Read(0, VirtualBench.FlashBytes).AsSpan().IndexOfAnyExcept((byte)0xFF) >= 0));
        Assert.Contains(done == 0 ? "first place" : "labels", Json(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stock_that_does_not_exist_and_a_sheet_where_nothing_can_be_written()
    {
        Says(Error(2, _work.Batch(_bench, "--stock", "a3-1", "--json")), "a3-1", "a3-1");
        string[] nowhere = ["--registry", _work.Registry, "--labels", Path.Combine(_folder, "no", "sheet.pdf")];
        JsonElement error = Error(10, _work.Run(_bench, ["batch", .. _work.Files, .. nowhere, "--port", "virtual:1", "--json"]));
        Says(error, "sheet.pdf", "sheet.pdf");
        Untouched();
    }

    private static void Says(JsonElement error, string english, string vietnamese, string next = "")
    {
        JsonElement what = error.GetProperty("what");
        Assert.Contains(english, what.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains(vietnamese, what.GetProperty("vi").GetString(), StringComparison.Ordinal);
        JsonElement advice = error.GetProperty("next");
        Assert.Contains(next, advice.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.True(advice.GetProperty("en").GetString()!.Length > 10 && advice.GetProperty("vi").GetString()!.Length > 10, "no advice");
    }

    private JsonElement Flash(int code)
    {
        JsonElement error = Error(code, _work.Run(_bench, ["flash", .. _work.Files, "--port", "virtual:1", "--json"]));
        Untouched();
        return error;
    }

    private JsonElement Error(int expected, int code)
    {
        Assert.True(expected == code, $"ended with {code}: {_work.Printed}");
        JsonElement root = JsonDocument.Parse(Json()).RootElement;
        Assert.Equal((false, expected), (root.GetProperty("ok").GetBoolean(), root.GetProperty("exitCode").GetInt32()));
        return root.GetProperty("error");
    }

    // The last object printed; it begins a line.
    private string Json()
    {
        string printed = _work.Output.ToString();
        int at = printed.LastIndexOf("\n{", StringComparison.Ordinal) + 1;
        return printed[at..];
    }

    private void Untouched()
    {
        Assert.Equal(_before, Chip());
        Assert.False(_bench.Tag().IsInLoader);
    }

    private byte[] Chip()
    {
        _bench.Live(1);
        return _bench.Tag().Flash.Read(0, VirtualBench.FlashBytes);
    }

    private void Replace(VirtualBench bench)
    {
        _bench.Dispose();
        _bench = bench;
    }

    private string In(string file) => Path.Combine(_work.Package, file);

    private static void Damage(string path, int at)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x20;
        File.WriteAllBytes(path, bytes);
    }

    private sealed class Forbidden : ILinkFactory
    {
        private const int NoPermission = 13;

        public ISerialLink Open(string port) => throw LinuxSerialLink.OpenProblem(port, NoPermission);
    }
}

using System;
using System.IO;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Images;

public sealed class ImageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_whole_image_is_accepted_and_says_its_chip(bool withHash)
    {
        byte[] image = TestFiles.EspImage(TestFiles.EspC3, 0x800, 1, withHash);
        EspImage read = EspImage.Parse("x", [.. image, 0xFF, 0xFF]);
        Assert.Equal((5, image.Length), (read.ChipId, read.Length));
    }

    [Fact]
    public void No_single_damaged_byte_of_an_image_with_a_hash_passes()
    {
        byte[] image = TestFiles.EspImage(TestFiles.EspC3, 0x400, 1);
        for (int place = 0; place < image.Length; place++)
        {
            byte[] damaged = [.. image];
            damaged[place] ^= 0x10;
            if (place != 23)
            {
                Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => EspImage.Parse("x", damaged)).Code);
            }
        }
    }

    [Fact]
    public void An_image_cut_anywhere_is_refused()
    {
        byte[] image = TestFiles.EspImage(TestFiles.EspC3, 0x400, 1);
        for (int length = 0; length < image.Length; length++)
        {
            Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => EspImage.Parse("x", image[..length])).Code);
        }
    }

    [Fact]
    public void Partitions_are_found_by_label()
    {
        PartitionTable table = PartitionTable.Parse("x", TestFiles.C3Table());
        Assert.Equal((0x1B0000u, 0x1F0000u), (table.Deploy.Offset, table.Deploy.Size));
        Assert.Equal((0x3C0000u, 0x40000u), (table.Config.Offset, table.Config.Size));
        Assert.Equal((0x10000u, 0x1A0000u), (table.Factory.Offset, table.Factory.Size));
        Assert.Equal(0x400000, table.End);
    }

    [Fact]
    public void No_damaged_table_passes()
    {
        byte[] table = TestFiles.C3Table();
        for (int place = 0; place < 6 * 32; place++)
        {
            byte[] damaged = [.. table];
            damaged[place] ^= 1;
            if (place is < (5 * 32) or >= (5 * 32) + 16)
            {
                Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => PartitionTable.Parse("x", damaged)).Code);
            }
        }
    }

    public static TheoryData<string, byte[]> BadTables => new()
    {
        { "no partition deploy", TestFiles.Table(("factory", 0, 0, 0x10000, 0x10000), ("config", 1, 0x83, 0x20000, 0x4000)) },
        { "no partition config", TestFiles.Table(("factory", 0, 0, 0x10000, 0x10000), ("deploy", 1, 0x84, 0x20000, 0x4000)) },
        { "too old", TestFiles.Table(("factory", 0, 0, 0x10000, 0x10000), ("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x82, 0x30000, 0x4000)) },
        { "overlaps", TestFiles.Table(("factory", 0, 0, 0x10000, 0x20000), ("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x83, 0x30000, 0x4000)) },
        { "overlaps", TestFiles.Table(("factory", 0, 0, 0x8000, 0x8000), ("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x83, 0x30000, 0x4000)) },
        { "whole sectors", TestFiles.Table(("factory", 0, 0, 0x10000, 0x10000), ("deploy", 1, 0x84, 0x20000, 0x4100), ("config", 1, 0x83, 0x30000, 0x4000)) },
        { "no application", TestFiles.Table(("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x83, 0x30000, 0x4000)) },
        { "do not fit", TestFiles.Table(("factory", 0, 0, 0x10000, 0x10000), ("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x83, 0x3FF000, 0x4000)) },
        { "do not fit", TestFiles.Table(("factory", 0, 0, 0x10000, 0x1000), ("deploy", 1, 0x84, 0x20000, 0x4000), ("config", 1, 0x83, 0x30000, 0x4000)) },
    };

    [Theory]
    [MemberData(nameof(BadTables))]
    public void A_table_that_cannot_serve_is_refused_before_anything_is_erased(string reason, byte[] table)
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, table, 0x3000, 0x800);
        var problem = Assert.Throws<FlasherException>(() => new FlashPlan(FirmwarePackage.Load(path), ChipFacts.Esp32C3, 4 << 20));
        Assert.Contains(reason, problem.What.English, StringComparison.Ordinal);
        Assert.Contains(problem.Code, new[] { ExitCode.BadInput, ExitCode.DoesNotFit });
    }

    [Fact]
    public void A_package_is_read_from_a_zip_too()
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.C3Table(), 0x3000);
        FirmwarePackage package = FirmwarePackage.Load(TestFiles.Zip(path));
        Assert.Equal(("ESP32_C3", "1.12.0.55"), (package.Target, package.Version));
        Assert.Equal(FirmwarePackage.Load(path).NanoClr.Bytes, package.NanoClr.Bytes);
    }

    [Fact]
    public void A_damaged_zip_never_gives_other_bytes()
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.C3Table(), 0x600, 0x400);
        byte[] good = FirmwarePackage.Load(path).NanoClr.Bytes;
        string zip = TestFiles.Zip(path);
        byte[] bytes = File.ReadAllBytes(zip);
        int refused = 0;
        for (int place = 0; place < bytes.Length; place += 7)
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= 0x55;
            File.WriteAllBytes(zip, damaged);
            try
            {
                Assert.Equal(good, FirmwarePackage.Load(zip).NanoClr.Bytes);
            }
            catch (FlasherException problem)
            {
                Assert.Equal(ExitCode.BadInput, problem.Code);
                refused++;
            }
        }

        Assert.True(refused > bytes.Length / 14, $"{refused} of {bytes.Length / 7}");
    }

    [Theory]
    [InlineData("bootloader.bin")]
    [InlineData("nanoCLR.bin")]
    [InlineData("partitions_4mb.bin")]
    public void A_package_without_one_of_its_files_is_refused_by_name(string file)
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.C3Table(), 0x3000);
        File.Delete(Path.Combine(path, file));
        var problem = Assert.Throws<FlasherException>(() => FirmwarePackage.Load(path));
        Assert.Equal(ExitCode.BadInput, problem.Code);
        Assert.Contains(file, problem.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_for_two_chips_in_one_package_are_refused()
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.C3Table(), 0x3000);
        File.WriteAllBytes(Path.Combine(path, "nanoCLR.bin"), TestFiles.EspImage(TestFiles.Esp32, 0x3000, 2));
        Assert.Contains("different chips", Assert.Throws<FlasherException>(() => FirmwarePackage.Load(path)).What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_path_is_a_bad_input()
    {
        Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => FirmwarePackage.Load("/nowhere/x.zip")).Code);
        Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => DeploymentImage.Load("/nowhere/app")).Code);
    }

    [Fact]
    public void The_largest_table_that_fits_the_flash_is_taken()
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.C3Table(), 0x3000);
        File.WriteAllBytes(Path.Combine(path, "partitions_2mb.bin"), TestFiles.SmallTable());
        File.WriteAllBytes(Path.Combine(path, "partitions_16mb.bin"), TestFiles.SmallTable());
        FirmwarePackage package = FirmwarePackage.Load(path);
        Assert.Equal(TestFiles.C3Table(), package.TableFor(4 << 20).Bytes);
        Assert.Equal(TestFiles.C3Table(), package.TableFor(8 << 20).Bytes);
        Assert.Equal(TestFiles.SmallTable(), package.TableFor(16 << 20).Bytes);
        Assert.Equal(ExitCode.DoesNotFit, Assert.Throws<FlasherException>(() => package.TableFor(2 << 20)).Code);
        File.Delete(Path.Combine(path, "partitions_4mb.bin"));
        Assert.Equal(ExitCode.DoesNotFit, Assert.Throws<FlasherException>(() => FirmwarePackage.Load(path).TableFor(4 << 20)).Code);
    }

    [Fact]
    public void Native_code_of_firmware_and_application_must_be_the_same()
    {
        using var folder = new TemporaryFolder();
        string path = TestFiles.Package(folder.Path, TestFiles.EspC3, TestFiles.SmallTable(), 0x3000, 0x800);
        DeploymentImage application = DeploymentImage.Parse("x", PeFile.Build("Program", [], true, 100, native: 0x12345678));
        File.WriteAllText(Path.Combine(path, "native.csv"), "Program,0x12345678\r\nmscorlib,AABBCCDD\n");
        Assert.NotEmpty(new FlashPlan(FirmwarePackage.Load(path), ChipFacts.Esp32C3, 4 << 20).Firmware(application));
        File.WriteAllText(Path.Combine(path, "native.csv"), "Program,12345679\n");
        var plan = new FlashPlan(FirmwarePackage.Load(path), ChipFacts.Esp32C3, 4 << 20);
        Assert.Equal(ExitCode.DoesNotFit, Assert.Throws<FlasherException>(() => plan.Firmware(application)).Code);
        File.WriteAllText(Path.Combine(path, "native.csv"), "Program;12345679\n");
        Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => FirmwarePackage.Load(path)).Code);
    }
}

using System;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Images;

public sealed class DeploymentTests
{
    [Fact]
    public void The_crc_gives_the_published_check_value()
    {
        Assert.Equal(0x89A1897Fu, NanoCrc.Compute("123456789"u8));
        Assert.Equal(0x89A1897Fu, PeFile.Crc("123456789"u8));
    }

    [Fact]
    public void A_folder_becomes_an_image_with_the_core_first_and_the_program_last()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "Zlast.pe", PeFile.Build("Zlast", ["mscorlib"], false, 5));
        Write(folder, "App.pe", PeFile.Build("App", ["mscorlib", "Zlast"], true, 7));
        Write(folder, "mscorlib.pe", PeFile.Build("mscorlib", [], false, 9));
        DeploymentImage image = DeploymentImage.Load(folder.Path);
        Assert.Equal(["mscorlib", "Zlast", "App"], image.Assemblies.Select(one => one.Name));
        Assert.Equal(["mscorlib", "Zlast"], image.Assemblies[2].References);
        Assert.Equal(image.Bytes, image.Assemblies.SelectMany(one => one.Bytes.ToArray()));
        Assert.Equal(0, image.Bytes.Length % 4);
        Assert.Equal(image.Bytes, DeploymentImage.Parse("image", [.. image.Bytes, .. new byte[40]]).Bytes);
    }

    [Fact]
    public void No_single_damaged_byte_of_an_assembly_passes()
    {
        byte[] pe = PeFile.Build("App", [], true, 60);
        for (int place = 0; place < pe.Length; place++)
        {
            byte[] damaged = [.. pe];
            damaged[place] ^= 0x04;
            if (place != 7)
            {
                Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => DeploymentImage.Parse("x", damaged)).Code);
            }
        }
    }

    [Fact]
    public void An_assembly_cut_anywhere_is_refused()
    {
        byte[] pe = PeFile.Build("App", [], true, 60);
        for (int length = 0; length < pe.Length; length++)
        {
            Assert.Equal(ExitCode.BadInput, Assert.Throws<FlasherException>(() => DeploymentImage.Parse("x", pe[..length])).Code);
        }
    }

    [Fact]
    public void What_nanoclr_would_not_load_is_refused()
    {
        Refused("Other", [PeFile.Build("App", ["Other"], true, 8)]);
        Refused("0 assemblies", [PeFile.Build("App", [], false, 8)]);
        Refused("2 assemblies", [PeFile.Build("App", [], true, 8), PeFile.Build("Two", [], true, 8)]);
        Refused("twice", [PeFile.Build("App", [], true, 8), PeFile.Build("App", [], false, 8)]);
        byte[] version = PeFile.Build("App", [], true, 8);
        version[38] = 2;
        Refused("string table", [PeFile.Sealed(version)]);
        byte[] tables = PeFile.Build("App", [], true, 8);
        tables[44] = 0xFF;
        Refused("out of order", [PeFile.Sealed(tables)]);
        Refused("behind", [[.. PeFile.Build("App", [], true, 8), 1, 2, 3, 4]]);
        Refused("no .pe", []);
    }

    private static void Refused(string reason, byte[][] assemblies)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < assemblies.Length; i++)
        {
            Write(folder, $"{i}.pe", assemblies[i]);
        }

        var problem = Assert.Throws<FlasherException>(() => DeploymentImage.Load(folder.Path));
        Assert.Equal(ExitCode.BadInput, problem.Code);
        Assert.Contains(reason, problem.What.English, StringComparison.Ordinal);
    }

    private static void Write(TemporaryFolder folder, string name, byte[] bytes) => File.WriteAllBytes(folder.File(name), bytes);
}

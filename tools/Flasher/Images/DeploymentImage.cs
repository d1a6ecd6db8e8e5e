using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// The managed application as it lies in the partition `deploy`: assemblies one after another from byte 0, each on a multiple of 4,
/// nothing between them. Read from a folder of .pe files, or from such an image in one file.
/// </summary>
public sealed class DeploymentImage
{
    private const string Core = "mscorlib";
    private const string Pattern = "*.pe";

    private DeploymentImage(string name, IReadOnlyList<PeAssembly> assemblies)
    {
        Name = name;
        Assemblies = assemblies;
        using var image = new MemoryStream();
        foreach (PeAssembly one in assemblies)
        {
            image.Write(one.Bytes);
        }

        Bytes = image.ToArray();
    }

    /// <summary>Path it came from.</summary>
    public string Name { get; }

    /// <summary>Its assemblies in the order of the image.</summary>
    public IReadOnlyList<PeAssembly> Assemblies { get; }

    /// <summary>The image.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// Reads a folder of .pe files (mscorlib first, the one with the entry point last) or a deployment image, and checks
    /// everything that can be checked without a device. Throws <see cref="FlasherException"/>.
    /// </summary>
    public static DeploymentImage Load(string path)
    {
        try
        {
            return Checked(path, Directory.Exists(path) ? ReadFolder(path) : ReadImage(path, File.ReadAllBytes(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageProblems.Unreadable(path, exception.Message);
        }
    }

    /// <summary>The assemblies of an image. Only padding (00 or FF) may follow them.</summary>
    public static DeploymentImage Parse(string name, byte[] bytes) => Checked(name, ReadImage(name, bytes));

    /// <summary>
    /// Compares with the firmware's native code, by assembly name: a difference would keep the application from starting although
    /// every byte is right. Throws <see cref="FlasherException"/>.
    /// </summary>
    public void CheckNative(IReadOnlyDictionary<string, uint> firmware)
    {
        foreach (PeAssembly one in Assemblies.Where(one => one.NativeChecksum != 0))
        {
            uint found = firmware.GetValueOrDefault(one.Name);
            if (found != one.NativeChecksum)
            {
                throw ImageProblems.NativeMismatch(one.Name, one.NativeChecksum, found);
            }
        }
    }

    private static DeploymentImage Checked(string name, IReadOnlyList<PeAssembly> assemblies)
    {
        string? twice = assemblies.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice != null)
        {
            throw ImageProblems.BadAssembly(name, $"assembly {twice} is there twice", $"assembly {twice} có hai lần");
        }

        HashSet<string> names = [.. assemblies.Select(one => one.Name)];
        foreach (PeAssembly one in assemblies)
        {
            string? missing = one.References.FirstOrDefault(reference => !names.Contains(reference));
            if (missing != null)
            {
                throw ImageProblems.BadAssembly(name, $"{one.Name} needs {missing}, which is not there", $"{one.Name} cần {missing} nhưng không có");
            }
        }

        int entryPoints = assemblies.Count(one => one.HasEntryPoint);
        return entryPoints == 1
            ? new DeploymentImage(name, assemblies)
            : throw ImageProblems.BadAssembly(
                name, $"{entryPoints} assemblies have an entry point, exactly one must", $"{entryPoints} assembly có điểm vào, phải đúng một");
    }

    private static List<PeAssembly> ReadFolder(string folder)
    {
        List<PeAssembly> found = [];
        foreach (string path in Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(path);
            PeAssembly assembly = PeAssembly.Parse(Path.GetFileNameWithoutExtension(path), bytes);
            if (assembly.Bytes.Length != PeAssembly.RoundUp(bytes.Length))
            {
                throw ImageProblems.BadAssembly(path, "there are bytes behind the assembly", "có dữ liệu thừa sau assembly");
            }

            found.Add(assembly);
        }

        return found.Count > 0
            ? [.. found.OrderBy(one => one.HasEntryPoint ? 2 : one.Name == Core ? 0 : 1).ThenBy(one => one.Name, StringComparer.Ordinal)]
            : throw ImageProblems.BadAssembly(folder, "there is no .pe file in this folder", "thư mục không có tệp .pe");
    }

    private static List<PeAssembly> ReadImage(string name, byte[] bytes)
    {
        List<PeAssembly> found = [];
        int at = 0;
        while (at < bytes.Length && !IsPadding(bytes.AsSpan(at)))
        {
            PeAssembly assembly = PeAssembly.Parse($"{Path.GetFileName(name)} at {at}", bytes.AsSpan(at));
            found.Add(assembly);
            at += assembly.Bytes.Length;
        }

        return found.Count > 0 ? found : throw ImageProblems.BadAssembly(name, "it holds no assembly", "không chứa assembly nào");
    }

    private static bool IsPadding(ReadOnlySpan<byte> rest) => !rest.ContainsAnyExcept((byte)0x00) || !rest.ContainsAnyExcept((byte)0xFF);
}

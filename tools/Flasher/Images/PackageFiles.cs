using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Flasher.Images;

/// <summary>The files of a folder or of a zip by name without path, in memory and whole.</summary>
public sealed class PackageFiles
{
    // The largest file of a package is nanoCLR with under 2 MB.
    private const long MostBytes = 16 * 1024 * 1024;
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.OrdinalIgnoreCase);

    private PackageFiles(string name)
    {
        Name = name;
    }

    /// <summary>Path it came from.</summary>
    public string Name { get; }

    /// <summary>Names of all files.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Reads a folder or a zip. Throws <see cref="FlasherException"/>.</summary>
    public static PackageFiles Load(string path)
    {
        var files = new PackageFiles(path);
        try
        {
            if (Directory.Exists(path))
            {
                files.AddFolder(path);
            }
            else
            {
                files.AddZip(path);
            }

            return files;
        }
        catch (InvalidDataException exception)
        {
            throw ImageProblems.BadZip(path, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageProblems.Unreadable(path, exception.Message);
        }
    }

    /// <summary>The file, or null.</summary>
    public byte[]? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file. Throws <see cref="FlasherException"/> when it is missing.</summary>
    public byte[] Get(string name) => Find(name) ?? throw ImageProblems.MissingFile(Name, name);

    private void AddFolder(string path)
    {
        foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles().Where(one => one.Length <= MostBytes))
        {
            _files[file.Name] = File.ReadAllBytes(file.FullName);
        }
    }

    private void AddZip(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(one => one.Name.Length > 0))
        {
            if (entry.Length > MostBytes)
            {
                throw new InvalidDataException($"{entry.FullName} is larger than any file of a firmware package");
            }

            byte[] bytes = new byte[entry.Length];
            using Stream stream = entry.Open();
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count != bytes.Length || stream.ReadByte() >= 0 || Crc32.Compute(bytes, 0, bytes.Length) != entry.Crc32)
            {
                throw new InvalidDataException($"{entry.FullName} is damaged");
            }

            _files[entry.Name] = bytes;
        }
    }
}

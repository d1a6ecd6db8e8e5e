using System;
using System.IO;
using BluezoneTag.Officer.Messages;

namespace BluezoneTag.Officer.Storage;

/// <summary>
/// Reads and writes whole files. A file is written beside its place, brought to the disk and renamed over it: whatever dies inside, the place holds
/// the old bytes or the new ones. Files are their owner's alone, but for what is made to be published.
/// </summary>
public sealed class DeskFiles
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const string Unfinished = ".part";

    private readonly Action<string> _atStep;

    /// <summary>With <paramref name="atStep"/> told each step before it is taken; a test ends the program there.</summary>
    public DeskFiles(Action<string>? atStep = null)
    {
        _atStep = atStep ?? (_ => { });
    }

    /// <summary>All bytes of a file of at most <paramref name="limit"/> bytes. Throws <see cref="OfficerException"/>.</summary>
    public static byte[] Read(string path, long limit)
    {
        try
        {
            return new FileInfo(path).Length <= limit
                ? File.ReadAllBytes(path)
                : throw new OfficerException(OfficerFault.FileTooLarge, ("path", path), ("limit", limit));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OfficerException(OfficerFault.FileUnreadable, ("path", path), ("detail", Detail(e)));
        }
    }

    /// <summary>Throws <see cref="OfficerException"/> when <paramref name="path"/> is taken. Asked before anything secret is made or opened.</summary>
    public static void CheckFree(string path)
    {
        if (Path.Exists(path))
        {
            throw new OfficerException(OfficerFault.FileExists, ("path", path));
        }
    }

    /// <summary>Writes or replaces a file. Throws <see cref="OfficerException"/>; then the place is as it was.</summary>
    public void Write(string path, byte[] content, bool isPublic = false) => Guarded(path, () =>
    {
        string unfinished = path + Unfinished;
        _atStep($"delete {unfinished}");
        File.Delete(unfinished);
        WriteThrough(unfinished, content, isPublic);
        _atStep($"rename to {path}");
        File.Move(unfinished, path, overwrite: true);
    });

    /// <summary>Deletes a file if it is there.</summary>
    public void Delete(string path) => Guarded(path, () =>
    {
        _atStep($"delete {path}");
        File.Delete(path);
    });

    /// <summary>Makes a folder if there is none.</summary>
    public void MakeFolder(string path, bool isPublic = false) => Guarded(path, () =>
    {
        _atStep($"make {path}");
        if (OperatingSystem.IsWindows() || isPublic)
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        }
    });

    /// <summary>Gives a folder that is complete its name, in one step.</summary>
    public void RenameFolder(string from, string to) => Guarded(to, () =>
    {
        _atStep($"rename to {to}");
        Directory.Move(from, to);
    });

    private static string Detail(Exception e) => e is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : e.Message.TrimEnd('.');

    private static void Guarded(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OfficerException(OfficerFault.FileUnwritable, ("path", path), ("detail", Detail(e)));
        }
    }

    private void WriteThrough(string path, byte[] content, bool isPublic)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = isPublic ? Public : Private;
        }

        _atStep($"create {path}");
        using FileStream file = new(path, options);
        int half = content.Length / 2;
        _atStep($"write {path}");
        file.Write(content.AsSpan(0, half));
        _atStep($"write the rest of {path}");
        file.Write(content.AsSpan(half));
        _atStep($"flush {path}");
        file.Flush(flushToDisk: true);
    }
}

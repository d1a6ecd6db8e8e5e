using System;
using System.IO;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry.Exports;

/// <summary>Writes a file whole or not at all, readable by its owner only: labels and exports are not for everybody.</summary>
public static class SafeFile
{
    /// <summary>
    /// Writes beside the target, brings it to the disk, then renames it over the target. When power dies inside, the target is what it was.
    /// </summary>
    public static Result<Done> Write(string path, byte[] content)
    {
        string unfinished = path + ".part";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            File.Delete(unfinished);
            using (FileStream file = new(unfinished, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return Done.Yes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(unfinished);
            return StorageProblems.OfWriting(e, path);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be written can often not be deleted either; the first fault is the one to report.
        }
    }
}

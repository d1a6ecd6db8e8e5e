using System;
using System.IO;

namespace BluezoneTag.Simulator.Commands;

/// <summary>A file that is written whole or not at all: beside the target first, then moved over it.</summary>
public sealed class OutputFile
{
    /// <summary>
    /// Checks that the file can be written, before a long run. Throws <see cref="UserErrorException"/> when not.
    /// </summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="option">Option that named it, for the message.</param>
    public OutputFile(string path, string option)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UserErrorException($"{option}: the path is empty.", "Name a file.");
        }

        FullPath = Path.GetFullPath(path);
        try
        {
            Check();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{option} {path}: cannot be written ({exception.Message.TrimEnd('.')}).", "Choose another path, or create the folder, or mend its permissions.");
        }
    }

    /// <summary>Full path.</summary>
    public string FullPath { get; }

    private string TemporaryPath => $"{FullPath}.{Environment.ProcessId}.tmp";

    /// <summary>Writes the whole content.</summary>
    public void Write(string content)
    {
        Write(path =>
        {
            File.WriteAllText(path, content);
            return 0;
        });
    }

    /// <summary>
    /// Lets <paramref name="write"/> write to the path it is given, then moves that file to where it belongs. Hands on the
    /// result.
    /// </summary>
    public int Write(Func<string, int> write)
    {
        try
        {
            int result = write(TemporaryPath);
            File.Move(TemporaryPath, FullPath, overwrite: true);
            return result;
        }
        catch (IOException exception)
        {
            throw new UserErrorException($"{FullPath}: could not be written ({exception.Message.TrimEnd('.')}).", "Make room, then repeat the run.");
        }
        finally
        {
            File.Delete(TemporaryPath);
        }
    }

    private void Check()
    {
        if (Directory.Exists(FullPath))
        {
            throw new IOException("it is a folder");
        }

        if (!Directory.Exists(Path.GetDirectoryName(FullPath)))
        {
            throw new IOException("there is no such folder");
        }

        File.WriteAllText(TemporaryPath, string.Empty);
        File.Delete(TemporaryPath);
    }
}

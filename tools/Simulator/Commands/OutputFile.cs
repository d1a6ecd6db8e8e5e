using System;
using System.IO;

namespace BluezoneTag.Simulator.Commands;

/// <summary>A file that is written whole or not at all: beside the target first, then moved over it.</summary>
public sealed class OutputFile
{
    private readonly string _path;

    /// <summary>
    /// Checks that the file can be written, before a long run. Throws <see cref="UserErrorException"/> when not.
    /// </summary>
    public OutputFile(string path)
    {
        _path = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(_path))
            {
                throw new IOException("it is a folder");
            }

            File.WriteAllText(TemporaryPath, string.Empty);
            File.Delete(TemporaryPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be written ({exception.Message.TrimEnd('.')}).", "Choose another path or mend the permissions.");
        }
    }

    /// <summary>Full path.</summary>
    public string FullPath => _path;

    private string TemporaryPath => $"{_path}.{Environment.ProcessId}.tmp";

    /// <summary>Writes the whole content.</summary>
    public void Write(string content)
    {
        File.WriteAllText(TemporaryPath, content);
        File.Move(TemporaryPath, _path, overwrite: true);
    }
}

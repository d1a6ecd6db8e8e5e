using System;
using System.IO;
using System.Text.Json;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Provisioning;

/// <summary>
/// Where the claim secret goes when no label is printed: a file for its owner alone, made before the tag is touched and never
/// overwritten. It is removed again when the tag was not written.
/// </summary>
public sealed class ClaimFile : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly string _path;
    private FileStream? _stream;

    /// <summary>Makes the file, empty. Throws <see cref="FlasherException"/> when it exists or cannot be made.</summary>
    public ClaimFile(string path)
    {
        _path = path;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            _stream = new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ImageProblems.Unwritable(path, exception.Message);
        }
    }

    /// <summary>
    /// Stores serial, chip and secret, before the tag is written: a tag whose secret is on no label would be lost, a secret
    /// without tag harms nobody.
    /// </summary>
    public void Store(TagIdentity identity, string mac)
    {
        try
        {
            _stream!.SetLength(0);
            JsonSerializer.Serialize(
                _stream, new { serial = identity.Serial, mac, claimSecret = Convert.ToHexStringLower(identity.ClaimSecret) }, Indented);
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw ImageProblems.Unwritable(_path, exception.Message);
        }
    }

    /// <summary>The tag is written: the file stays.</summary>
    public void Keep()
    {
        _stream?.Dispose();
        _stream = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream != null)
        {
            Keep();
            File.Delete(_path);
        }
    }
}

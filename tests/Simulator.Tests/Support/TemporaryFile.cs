using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content)
    {
        File.WriteAllBytes(Name, content);
    }

    public TemporaryFile(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public string Name { get; } = Path.Combine(Path.GetTempPath(), $"contacts-{Guid.NewGuid():N}.csv");

    public static byte[] Gzip(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }

    public void Dispose() => File.Delete(Name);
}

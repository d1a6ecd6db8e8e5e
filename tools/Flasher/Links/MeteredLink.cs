using System;

namespace BluezoneTag.Flasher.Links;

/// <summary>Counts what goes over a link, for the report of wire efficiency.</summary>
public sealed class MeteredLink : ISerialLink
{
    private readonly ISerialLink _link;

    /// <summary>A meter around <paramref name="link"/>, which it disposes of.</summary>
    public MeteredLink(ISerialLink link)
    {
        _link = link;
    }

    /// <inheritdoc/>
    public string Name => _link.Name;

    /// <summary>Bytes sent.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Bytes received and read.</summary>
    public long ReceivedBytes { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        int count = _link.Read(buffer, timeout);
        ReceivedBytes += count;
        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        SentBytes += bytes.Length;
        _link.Write(bytes);
    }

    /// <inheritdoc/>
    public void SetBaud(int baud) => _link.SetBaud(baud);

    /// <inheritdoc/>
    public bool TrySetLines(bool dtr, bool rts) => _link.TrySetLines(dtr, rts);

    /// <inheritdoc/>
    public void Discard() => _link.Discard();

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();
}

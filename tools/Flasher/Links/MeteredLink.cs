using System;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// Counts what goes over a link, for the report of wire efficiency, and ends a job that has had its time: every exchange begins with
/// something sent, and no exchange waits without end, so no job does.
/// </summary>
public sealed class MeteredLink : ISerialLink
{
    private readonly ISerialLink _link;
    private readonly Action _check;

    /// <summary>A meter around <paramref name="link"/>, which it disposes of; <paramref name="check"/> is called before anything is sent, and throws at the end of the time.</summary>
    public MeteredLink(ISerialLink link, Action check)
    {
        _link = link;
        _check = check;
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
        _check();
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

using System;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// A byte stream to one chip, with the two modem lines that reset it. One thread at a time.
/// Every member may throw <see cref="LinkLostException"/> once the other end is gone.
/// </summary>
public interface ISerialLink : IDisposable
{
    /// <summary>What the user calls it: a device path, COM name or TCP address.</summary>
    string Name { get; }

    /// <summary>
    /// Reads what has arrived, at least one byte and at most <paramref name="buffer"/>; 0 when nothing came within
    /// <paramref name="timeout"/>.
    /// </summary>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Writes everything.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Bits per second of both directions; nothing on a link that has no rate.</summary>
    void SetBaud(int baud);

    /// <summary>
    /// Sets DTR and RTS together; true means asserted, electrically low behind the inverter. False when the link has no
    /// such lines (a pseudo terminal, TCP): then nobody can be reset through it.
    /// </summary>
    bool TrySetLines(bool dtr, bool rts);

    /// <summary>Drops what has arrived and was not read.</summary>
    void Discard();
}

using System;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Links;

/// <summary>Serial ports of this machine by name, `tcp:HOST:PORT` and `rfc2217:HOST:PORT`.</summary>
public sealed class LinkFactory : ILinkFactory
{
    /// <summary>Rate at which the ROM loader listens first.</summary>
    public const int FirstBaud = 115200;

    private const string TcpPrefix = "tcp:";
    private const string Rfc2217Prefix = "rfc2217:";

    /// <inheritdoc/>
    public ISerialLink Open(string port)
    {
        if (port.StartsWith(TcpPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return TcpLink.Connect(port, port[TcpPrefix.Length..]);
        }

        if (port.StartsWith(Rfc2217Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Rfc2217Link.Connect(port, port[Rfc2217Prefix.Length..], FirstBaud);
        }

        if (OperatingSystem.IsLinux())
        {
            return LinuxSerialLink.Open(port, FirstBaud);
        }

        return OperatingSystem.IsWindows() ? WindowsSerialLink.Open(port, FirstBaud) : throw PortProblems.UnknownSystem(port);
    }
}

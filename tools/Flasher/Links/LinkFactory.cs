using System;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Links;

/// <summary>Serial ports of this machine by name, and `tcp:HOST:PORT`.</summary>
public sealed class LinkFactory : ILinkFactory
{
    /// <summary>Rate at which the ROM loader listens first.</summary>
    public const int FirstBaud = 115200;

    private const string TcpPrefix = "tcp:";

    /// <inheritdoc/>
    public ISerialLink Open(string port)
    {
        if (port.StartsWith(TcpPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return TcpLink.Connect(port, port[TcpPrefix.Length..]);
        }

        if (OperatingSystem.IsLinux())
        {
            return LinuxSerialLink.Open(port, FirstBaud);
        }

        return OperatingSystem.IsWindows() ? WindowsSerialLink.Open(port, FirstBaud) : throw PortProblems.UnknownSystem(port);
    }
}

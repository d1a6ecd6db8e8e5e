using System;
using System.Collections.Generic;

namespace BluezoneTag.Flasher.Ports;

/// <summary>The ports of this machine, whatever its system.</summary>
public sealed class SystemPorts : IPortList
{
    private readonly IPortList? _ports = Create();

    /// <inheritdoc/>
    public IReadOnlyList<PortInfo> All() => _ports?.All() ?? [];

    private static IPortList? Create()
    {
        if (OperatingSystem.IsLinux())
        {
            return new LinuxPorts();
        }

        return OperatingSystem.IsWindows() ? new WindowsPorts() : null;
    }
}

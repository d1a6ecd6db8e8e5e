using System;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.WireProtocol;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>Asks a started tag over the wire protocol whether its nanoCLR runs, and which one it is.</summary>
public sealed class BootCheck
{
    private const int Tries = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly TagPort _port;

    /// <summary>On <paramref name="port"/>.</summary>
    public BootCheck(TagPort port)
    {
        _port = port;
    }

    /// <summary>
    /// Waits for the tag to start, through a port that vanishes and comes back. Compares target and version with the name of
    /// <paramref name="package"/> as far as that tells. Throws <see cref="FlasherException"/>.
    /// </summary>
    public TargetInfo Run(FirmwarePackage? package)
    {
        TargetInfo info = Ask();
        if (package != null && package.Target.Length > 0 && !info.Target.Equals(package.Target, StringComparison.OrdinalIgnoreCase))
        {
            throw ChipProblems.WrongTarget(_port.Name, package.Target, info.Target);
        }

        return package == null || package.Version.Length == 0 || info.ClrVersion == package.Version
            ? info
            : throw ChipProblems.WrongTarget(_port.Name, package.Version, info.ClrVersion);
    }

    private TargetInfo Ask()
    {
        string detail = "no reply to Ping";
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            try
            {
                var client = new WireClient(_port.Open(), _port.Clock, _port.Cancellation);
                if (client.TryPing(Patience))
                {
                    TargetInfo? info = client.GetTargetInfo() ?? client.GetTargetInfo();
                    if (info != null)
                    {
                        return info;
                    }

                    detail = "no reply to TargetInfo";
                }
            }
            catch (LinkLostException exception)
            {
                detail = exception.Message;
                _port.Drop();
                _port.Clock.Wait(Pause);
            }
        }

        throw ChipProblems.Silent(_port.Name, detail);
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>
/// One port through a whole job. A port may vanish at a reset and come back, even under another name: it is then found by the
/// serial number of its USB device, and the job makes sure by the MAC that it is the same chip.
/// </summary>
public sealed class TagPort : IDisposable
{
    /// <summary>The longest that any job may take, retries included; a full set needs half a minute, at the lowest rate five.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private const int OpenTries = 3;
    private static readonly TimeSpan OpenPause = TimeSpan.FromMilliseconds(500);
    private readonly ILinkFactory _links;
    private readonly IPortList _ports;
    private readonly LoaderConnector _connector;
    private readonly string _usbSerial;
    private readonly TimeSpan _deadline;
    private MeteredLink? _link;
    private bool _wasOpen;
    private long _sentBefore;
    private long _receivedBefore;

    /// <summary>The port called <paramref name="name"/>, not yet opened.</summary>
    public TagPort(string name, int baud, ILinkFactory links, IPortList ports, ILinkClock clock, CancellationToken cancellation)
    {
        Name = name;
        Clock = clock;
        Cancellation = cancellation;
        _deadline = clock.Elapsed + Limit;
        _links = links;
        _ports = ports;
        PortInfo? info = ports.Find(name);
        _usbSerial = info?.SerialNumber ?? string.Empty;
        _connector = new LoaderConnector(ResetsFor(info), baud, clock, cancellation);
    }

    /// <summary>What the user called it.</summary>
    public string Name { get; }

    /// <summary>The time.</summary>
    public ILinkClock Clock { get; }

    /// <summary>Ends the job.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Bytes sent over all its links.</summary>
    public long SentBytes => _sentBefore + (_link?.SentBytes ?? 0);

    /// <summary>Bytes received over all its links.</summary>
    public long ReceivedBytes => _receivedBefore + (_link?.ReceivedBytes ?? 0);

    /// <summary>Opens the port if it is not open and brings the chip into its loader.</summary>
    public Loader Connect()
    {
        bool isReopened = _link == null && _wasOpen;
        return _connector.Connect(Open(), isReopened);
    }

    /// <summary>The open link; opens it anew when it was lost, three tries half a second apart.</summary>
    public ISerialLink Open()
    {
        for (int attempt = 1; _link == null; attempt++)
        {
            Cancellation.ThrowIfCancellationRequested();
            CheckTime();
            try
            {
                _link = new MeteredLink(_links.Open(CurrentName()), CheckTime);
                _wasOpen = true;
            }
            catch (FlasherException exception) when (exception.Code == ExitCode.Port && _wasOpen)
            {
                if (attempt == OpenTries)
                {
                    throw PortProblems.Vanished(Name, exception.What.English.TrimEnd('.'));
                }

                Clock.Wait(OpenPause);
            }
        }

        return _link;
    }

    /// <summary>Closes the link; the next use opens it again.</summary>
    public void Drop()
    {
        _sentBefore = SentBytes;
        _receivedBefore = ReceivedBytes;
        _link?.Dispose();
        _link = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    // An unknown port may be either kind: both are tried in turn.
    private static IReadOnlyList<IResetStrategy> ResetsFor(PortInfo? info) => info?.Kind switch
    {
        PortKind.UsbSerialJtag => [new UsbSerialJtagReset()],
        PortKind.UartBridge => [new UartBridgeReset()],
        _ => [new UartBridgeReset(), new UsbSerialJtagReset()],
    };

    private void CheckTime()
    {
        if (Clock.Elapsed > _deadline)
        {
            throw ChipProblems.TookTooLong(Name, (int)Limit.TotalMinutes);
        }
    }

    private string CurrentName() => _usbSerial.Length == 0 ? Name : _ports.FindBySerial(_usbSerial)?.Name ?? Name;
}

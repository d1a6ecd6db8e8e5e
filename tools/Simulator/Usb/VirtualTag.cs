using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// One tag on a serial port: bytes in, bytes out, two reset lines, a rate, and the time as it is told. It starts in run mode from
/// whatever its flash holds. Not safe for several threads at once.
/// </summary>
public sealed class VirtualTag
{
    /// <summary>Rate of the ROM's texts and of the loader until the host finds it.</summary>
    public const int RomBaud = 115200;

    /// <summary>Rate of nanoCLR's wire protocol.</summary>
    public const int ClrBaud = 921600;

    // First three bytes of the made-up MAC addresses: locally administered.
    private static readonly byte[] MacPrefix = [0x02, 0xB2, 0x0E];

    private readonly VirtualTagOptions _options;
    private readonly SlipDecoder _slip = new();
    private readonly ResetLines _lines;
    private readonly FaultFilter _toChip;
    private readonly FaultFilter _toHost;
    private readonly List<(long ReadyUs, byte[] Bytes)> _output = new();
    private readonly RegisterFile _registers;
    private RomLoader? _loader;
    private WireResponder? _wire;
    private long _nowUs;
    private long _bootedUs;
    private long _loaderFreeUs;

    /// <summary>Powers the tag up.</summary>
    public VirtualTag(VirtualTagOptions options, FlashMemory flash)
    {
        _options = options;
        Flash = flash;
        IsSyncReset = options.IsSyncReset;
        _lines = new ResetLines(options.Chip.IsUsbJtag);
        _toChip = new FaultFilter(options.Faults, isToChip: true);
        _toHost = new FaultFilter(options.Faults, isToChip: false);
        Mac = [.. MacPrefix, (byte)(options.Number >> 16), (byte)(options.Number >> 8), (byte)options.Number];
        _registers = new RegisterFile(options.Chip, Mac, flash.Length);
        Report = new BootReport("switched off", [], null, null);
        Reset(isDownload: false);
    }

    /// <summary>Its flash.</summary>
    public FlashMemory Flash { get; }

    /// <summary>Factory MAC address, 6 bytes.</summary>
    public byte[] Mac { get; }

    /// <summary>Outcome of the latest start from flash.</summary>
    public BootReport Report { get; private set; }

    /// <summary>The application, once it runs; null in the loader and without application or identity.</summary>
    public RunningTag? Running { get; private set; }

    /// <summary>Whether the port is the chip's own USB, which has no rate.</summary>
    public bool IsUsbJtag => _options.Chip.IsUsbJtag;

    /// <summary>Whether the ROM loader has the port.</summary>
    public bool IsInLoader => _loader != null;

    /// <summary>Rate at which the chip sends and listens; 0 while it takes any, and always on its own USB.</summary>
    public int ChipBaud { get; private set; }

    /// <summary>Resets so far, power-up included.</summary>
    public int ResetCount { get; private set; }

    /// <summary>Frames so far: to the chip, to the host.</summary>
    public (int ToChip, int ToHost) FrameCounts => (_toChip.FrameCount, _toHost.FrameCount);

    /// <summary>Bytes of those frames, while there are faults to put: to the chip, to the host.</summary>
    public (IReadOnlyList<int> ToChip, IReadOnlyList<int> ToHost) FrameLengths => (_toChip.FrameLengths, _toHost.FrameLengths);

    /// <summary>Whether the cable is cut.</summary>
    public bool IsCut => _toChip.IsCut || _toHost.IsCut;

    /// <summary>Whether a SYNC brings a running chip into its loader: for ports without reset lines.</summary>
    public bool IsSyncReset { get; set; }

    /// <summary>Told of each start from flash.</summary>
    public Action<BootReport>? OnBoot { get; set; }

    /// <summary>Puts a cut cable back.</summary>
    public void Replug()
    {
        _toChip.IsCut = false;
        _toHost.IsCut = false;
        _output.Clear();
        _slip.Reset();
    }

    /// <summary>Lets time pass.</summary>
    public void AdvanceTo(long nowUs)
    {
        _nowUs = Math.Max(_nowUs, nowUs);
        if (_lines.HasSettled(_nowUs))
        {
            Reset(isDownload: false);
        }

        if (_loader != null && _options.WatchdogUs > 0 && _registers.IsWatchdogArmed && _nowUs - _bootedUs >= _options.WatchdogUs)
        {
            Reset(isDownload: false);
        }

        Running?.AdvanceTo(_nowUs);
    }

    /// <summary>Sets the reset lines; true is asserted.</summary>
    public void SetLines(bool dtr, bool rts)
    {
        if (_lines.Set(dtr, rts, _nowUs, out bool isDownload))
        {
            Reset(isDownload);
        }
    }

    /// <summary>Resets the chip, as the lines, a watchdog or the button would.</summary>
    public void Reset(bool isDownload)
    {
        ResetCount++;
        _slip.Reset();
        _output.Clear();
        _registers.Reset();
        _loaderFreeUs = 0;
        _bootedUs = _nowUs;
        _wire = null;
        Running = null;
        _loader = isDownload ? new RomLoader(_options.Chip, Flash, _registers, _options.EraseSectorUs, _options.SecurityFlags) : null;
        ChipBaud = _options.Chip.IsUsbJtag || isDownload ? 0 : ClrBaud;
        Send(Encoding.ASCII.GetBytes($"\r\nESP-ROM:{_options.Chip.Name}\r\nrst:0x1 boot:{(isDownload ? "(DOWNLOAD)\r\nwaiting for download" : "(FLASH)")}\r\n"), 0);
        if (!isDownload)
        {
            Boot();
        }
    }

    /// <summary>Bytes from the host, sent at <paramref name="baud"/>; at a wrong rate they arrive as noise.</summary>
    public void Receive(byte[] bytes, int baud)
    {
        if (IsCut || _lines.IsHeld)
        {
            return;
        }

        foreach ((byte[] piece, long delayUs) in _toChip.Pass(bytes))
        {
            Take(ChipBaud == 0 || ChipBaud == baud ? piece : Noise(piece), delayUs);
        }
    }

    /// <summary>Takes out everything that is ready by <paramref name="nowUs"/>, with the moment each piece was.</summary>
    public List<(long ReadyUs, byte[] Bytes)> TakeOutput(long nowUs)
    {
        List<(long ReadyUs, byte[] Bytes)> ready = IsCut ? [] : [.. _output.Where(one => one.ReadyUs <= nowUs)];
        _output.RemoveAll(one => one.ReadyUs <= nowUs);
        return ready;
    }

    /// <summary>When the next piece of output is ready, or <see cref="long.MaxValue"/>.</summary>
    public long NextOutputUs => _output.Count == 0 || IsCut ? long.MaxValue : _output.Min(one => one.ReadyUs);

    private void Boot()
    {
        Report = BootSequence.Run(Flash, _options.Chip);
        if (Report.IsRunning)
        {
            _wire = new WireResponder(_options.Chip.TargetName, [.. _options.ClrVersion]);
        }

        if (Report is { HasApplication: true, Identity: not null })
        {
            long startUs = _nowUs + _options.BootUs;
            Running = new RunningTag(Report.Identity, startUs, _options.StartUtcMs + (startUs / 1000), (ulong)_options.Number + 1);
        }

        OnBoot?.Invoke(Report);
    }

    private void Take(byte[] piece, long delayUs)
    {
        foreach (byte value in piece)
        {
            if (_loader != null || IsSyncReset)
            {
                byte[]? frame = _slip.Push(value);
                if (frame != null)
                {
                    Handle(frame, delayUs);
                }
            }

            if (_loader == null && _nowUs >= _bootedUs + _options.BootUs)
            {
                Answer(value, delayUs);
            }
        }
    }

    private void Handle(byte[] frame, long delayUs)
    {
        const int SyncOpcode = (int)RomOpcode.Sync;
        if (_loader is null or { IsListening: false } && IsSyncReset && frame is [0, SyncOpcode, ..])
        {
            Reset(isDownload: true);
            _output.Clear();
        }

        if (_loader == null)
        {
            return;
        }

        foreach (RomReply reply in _loader.Handle(frame))
        {
            _loaderFreeUs = Math.Max(_loaderFreeUs, _nowUs + delayUs) + reply.BusyUs;
            Send(SlipDecoder.Encode(reply.Packet), _loaderFreeUs - _nowUs);
        }

        if (_loader.NewBaud != 0 && !_options.Chip.IsUsbJtag)
        {
            ChipBaud = _loader.NewBaud;
        }
    }

    private void Answer(byte value, long delayUs)
    {
        byte[]? reply = _wire?.Push(value);
        if (reply == null)
        {
            return;
        }

        Send(reply, delayUs);
        if (_wire!.IsRebootWanted)
        {
            (long, byte[])[] pending = [.. _output];
            Reset(isDownload: false);
            _output.InsertRange(0, pending);
        }
    }

    private void Send(byte[] bytes, long delayUs)
    {
        foreach ((byte[] piece, long lateUs) in _toHost.Pass(bytes))
        {
            _output.Add((_nowUs + delayUs + lateUs, piece));
        }
    }

    private static byte[] Noise(byte[] bytes) => [.. bytes.Select(one => (byte)(one | 0x81))];
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.FlasherBench;

/// <summary>
/// The simulator's virtual tags behind the flasher's seams: ports `virtual:1` and up, lines in virtual time. Each thread has the time of the
/// line it opened last; a batch works on one port per thread.
/// </summary>
public sealed class VirtualBench : ILinkFactory, IPortList, ILinkClock, IDisposable
{
    /// <summary>Bytes of each tag's flash.</summary>
    public const int FlashBytes = 0x400000;

    private readonly ThreadLocal<VirtualLine?> _current = new();
    private readonly ThreadLocal<TimeSpan> _before = new();
    private readonly Dictionary<string, VirtualTag> _tags = [];
    private readonly Dictionary<string, VirtualLine> _lines = [];
    private readonly HashSet<string> _opened = [];
    private readonly bool _isUsb;
    private TimeSpan _longest;

    /// <summary>Tags of one kind; their flash in <paramref name="folder"/> when there is one.</summary>
    public VirtualBench(string chip, int count = 1, string? folder = null, IReadOnlyList<LinkFault>? faults = null, long eraseSectorUs = 0)
        : this(chip, [.. Enumerable.Range(1, count).Select(number => folder == null
            ? new FlashMemory(FlashBytes)
            : FlashMemory.Open(Path.Combine(folder, $"{number}.flash"), FlashBytes))], faults, eraseSectorUs)
    {
    }

    /// <summary>Tags of one kind with these flashes.</summary>
    public VirtualBench(string chip, FlashMemory[] flashes, IReadOnlyList<LinkFault>? faults = null, long eraseSectorUs = 0)
    {
        ChipModel model = ChipModel.Find(chip);
        _isUsb = model.IsUsbJtag;
        for (int number = 1; number <= flashes.Length; number++)
        {
            var options = new VirtualTagOptions { Chip = model, Number = number, Faults = faults ?? [], EraseSectorUs = eraseSectorUs };
            _tags[$"virtual:{number}"] = new VirtualTag(options, flashes[number - 1]);
            _lines[$"virtual:{number}"] = new VirtualLine(_tags[$"virtual:{number}"], 921600);
        }
    }

    /// <summary>Told before each piece that is sent to a chip.</summary>
    public Action? OnSend { get; set; }

    /// <summary>How often opening a port fails from its second time on: a plug that is not back yet.</summary>
    public int OpenFailures { get; set; }

    /// <summary>How often ports were opened.</summary>
    public int OpenCount { get; private set; }

    /// <summary>The longest time any thread has had, all its ports together: how long a batch took.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_lines)
            {
                return _longest;
            }
        }
    }

    /// <inheritdoc/>
    public TimeSpan Elapsed => _before.Value + TimeSpan.FromMicroseconds(_current.Value?.NowUs ?? 0);

    /// <summary>Names of the ports.</summary>
    public IReadOnlyCollection<string> Names => _tags.Keys;

    /// <summary>The tag at a port, from 1.</summary>
    public VirtualTag Tag(int number = 1) => _tags[$"virtual:{number.ToString(CultureInfo.InvariantCulture)}"];

    /// <summary>Lets a tag live on; returns its time in milliseconds.</summary>
    public long Live(int seconds, int number = 1)
    {
        VirtualLine line = _lines[$"virtual:{number.ToString(CultureInfo.InvariantCulture)}"];
        line.Sleep(seconds * 1_000_000L);
        return line.NowUs / 1000;
    }

    /// <inheritdoc/>
    public ISerialLink Open(string port)
    {
        if (!_tags.TryGetValue(port, out VirtualTag? tag))
        {
            throw PortProblems.Missing(port);
        }

        lock (_lines)
        {
            OpenCount++;
            if (!_opened.Add(port) && OpenFailures-- > 0)
            {
                throw PortProblems.Missing(port);
            }
        }

        tag.Replug();
        VirtualLine line = _lines[port];
        _before.Value = Elapsed - TimeSpan.FromMicroseconds(line.NowUs);
        _current.Value = line;
        line.SetBaud(LinkFactory.FirstBaud);
        line.SetLines(false, false);
        return new Link(this, port, tag, line);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PortInfo> All() =>
        [.. Array.ConvertAll([.. _tags.Keys], name => _isUsb
            ? new PortInfo(name, UsbDevices.Espressif, UsbDevices.SerialJtag, name, "USB JTAG/serial debug unit")
            : new PortInfo(name, UsbDevices.SiliconLabs, 0xEA60, name, "CP2102"))];

    /// <inheritdoc/>
    public void Wait(TimeSpan duration)
    {
        if (_current.Value is VirtualLine line)
        {
            line.Sleep((long)duration.TotalMicroseconds);
        }
        else
        {
            // A thread without a port, one that watches plugs: its time passes, and the others get on with theirs.
            _before.Value += duration;
            Thread.Sleep(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (VirtualTag tag in _tags.Values)
        {
            tag.Flash.Dispose();
        }

        _current.Dispose();
        _before.Dispose();
    }

    private void Note()
    {
        lock (_lines)
        {
            _longest = Elapsed > _longest ? Elapsed : _longest;
        }
    }

    private sealed class Link(VirtualBench bench, string name, VirtualTag tag, VirtualLine line) : ISerialLink
    {
        public string Name => name;

        public int Read(Span<byte> buffer, TimeSpan timeout)
        {
            // Rounded up: a wait of a fraction of a microsecond that passed no time would never end.
            int count = line.Read(buffer, (long)Math.Ceiling(timeout.TotalMicroseconds));
            return count == 0 && tag.IsCut ? throw new LinkLostException(name, "cut") : count;
        }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            bench.OnSend?.Invoke();
            line.Write(bytes);
        }

        public void SetBaud(int baud) => line.SetBaud(baud);

        public bool TrySetLines(bool dtr, bool rts)
        {
            line.SetLines(dtr, rts);
            return true;
        }

        public void Discard() => line.Discard();

        public void Dispose() => bench.Note();
    }
}

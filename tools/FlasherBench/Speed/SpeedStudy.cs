using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Registry.Results;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.FlasherBench.Speed;

/// <summary>
/// Jobs with files of real sizes on an ESP32-C3 behind a UART at 921,600 baud, in the line's own time: 10 bits a byte each way. The chip's
/// work costs nothing, as in the limits that were set; one figure without a limit adds the time that erasing takes on real parts.
/// </summary>
public sealed class SpeedStudy : IDisposable
{
    private const string Chip = "c3-uart";
    private const int Baud = 921_600;
    private const int Ports = 4;
    private const int CreationDay = 18_480;
    private const int UtcOffsetMinutes = 420;
    private const long RealEraseSectorUs = 30_000;
    private const double LeastEfficiency = 0.9;
    private const double MostOverFloor = 1.15;
    private const double MostProvisionSeconds = 2;
    private const double MostFourPorts = 1.1;

    // Of about 340 pieces: all ports must be that far before any goes on.
    private const int MeetingPoint = 150;
    private static readonly TimeSpan MeetingLimit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("speed").FullName;
    private readonly FirmwareSet _firmware;

    /// <summary>Makes files to flash, of <paramref name="sizes"/>.</summary>
    public SpeedStudy(StandInSizes sizes)
    {
        ChipModel chip = ChipModel.Find(Chip);
        StandIns.Write(_folder, chip, sizes);
        _firmware = FirmwareSet.Load(Package, Application);
    }

    private string Package => Path.Combine(_folder, StandIns.PackageName(ChipModel.Find(Chip)));

    private string Application => Path.Combine(_folder, "app");

    /// <summary>All figures. Throws when a job is not OK.</summary>
    public IReadOnlyList<SpeedFigure> Run()
    {
        using var bench = new VirtualBench(Chip);
        JobReport full = Flash(bench);
        JobReport again = Provision(bench);
        using var real = new VirtualBench(Chip, eraseSectorUs: RealEraseSectorUs);
        JobReport erasing = Flash(real);
        double floor = full.LineFloor.TotalSeconds;
        return
        [
            Figure("wire efficiency, compressed", ">= 0.9", full.WireEfficiency, full.WireEfficiency >= LeastEfficiency),
            Figure("full set over its line-time floor", "<= 1.15", full.Total.TotalSeconds / floor, full.Total.TotalSeconds <= MostOverFloor * floor),
            Figure("new identity, resets included, s", "<= 2", again.Total.TotalSeconds, again.Total.TotalSeconds <= MostProvisionSeconds),
            .. FourPorts(),
            Figure("full set, compressed bytes", string.Empty, full.PayloadBytes, true),
            Figure("full set, s of line time", string.Empty, full.Total.TotalSeconds, true),
            Figure("the same, 30 ms for each erased sector, s", string.Empty, erasing.Total.TotalSeconds, true),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static SpeedFigure Figure(string name, string limit, double value, bool isReached) =>
        new(name, limit, value.ToString("0.###", CultureInfo.InvariantCulture), isReached);

    private JobReport Flash(VirtualBench bench)
    {
        using var identity = new TagIdentity(1, CreationDay, UtcOffsetMinutes);
        using var port = new TagPort("virtual:1", Baud, bench, bench, bench, default);
        return new TagFlasher(port, new NoProgress()).Flash(_firmware, identity);
    }

    private JobReport Provision(VirtualBench bench)
    {
        using var identity = new TagIdentity(2, CreationDay, UtcOffsetMinutes);
        using var port = new TagPort("virtual:1", Baud, bench, bench, bench, default);
        return new TagFlasher(port, new NoProgress()).Provision(_firmware.Package, identity, wipe: false);
    }

    // Each thread of the batch has a time of its own. That the ports do not wait for each other elsewhere is shown by a meeting in the
    // middle of writing, which a batch that did one after the other could not hold.
    private IReadOnlyList<SpeedFigure> FourPorts()
    {
        TimeSpan one = Batch(1, _ => { });
        using var meeting = new Barrier(Ports);
        using var sent = new ThreadLocal<int>();
        bool hasMet = true;
        TimeSpan four = Batch(Ports, bench => bench.OnSend = () =>
        {
            if (++sent.Value == MeetingPoint && !meeting.SignalAndWait(MeetingLimit))
            {
                hasMet = false;
            }
        });
        return
        [
            Figure("batch of four ports over a batch of one", "<= 1.1", four / one, four <= MostFourPorts * one),
            new("four ports in the middle of writing at once", "yes", hasMet ? "yes" : "no", hasMet),
        ];
    }

    private TimeSpan Batch(int ports, Action<VirtualBench> prepare)
    {
        using var bench = new VirtualBench(Chip, ports);
        prepare(bench);
        string labels = Path.Combine(_folder, $"{ports}.pdf");
        var error = new StringWriter();
        string[] arguments =
        [
            "batch", "--package", Package, "--app", Application, "--registry", Path.Combine(_folder, $"{ports}.db"), "--labels", labels,
            "--lanes", $"{Ports}", .. bench.Names.SelectMany(name => new[] { "--port", name }),
        ];
        int code = Cli.Run(arguments, new ToolEnvironment
        {
            Links = bench,
            Ports = bench,
            Clock = bench,
            UtcNowMs = () => CreationDay * 86_400_000L,
            Output = TextWriter.Null,
            Error = error,
            Language = Language.English,
        });
        return code == 0 ? bench.Longest : throw new InvalidOperationException($"the batch ended with {code}: {error}");
    }
}

using System;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Benches;

/// <summary>The receiving half of a tag - queue, scan processor, contact book and log - wired as the application does it.</summary>
public sealed class BookRig
{
    /// <summary>UTC at which a rig's uptime is 0: the start of a slot in Vietnam's morning.</summary>
    public const long StartUtcMs = 1596420000000;

    private const ulong Seed = 3;

    private readonly TagTime _now = new() { IsUtcKnown = true };

    /// <summary>An empty rig over empty flash.</summary>
    public BookRig()
    {
        var hardware = new TagHardware(new Battery(1000, 1), Seed);
        var counters = new TagCounters();
        Cipher = new LogCipher(hardware, new byte[DailyKeyChain.KeyLength]);
        var log = new ContactLog(new SimulatedFlash(), hardware, Cipher, counters);
        log.Open();
        Book = new ContactBook(log, counters, 420, 0x9E3779B9);
        Book.CloseSlotBefore(StartUtcMs);
        var identifier = new RollingIdentifier(new byte[DailyKeyChain.KeyLength], 0, 0);
        var pair = new LonePair();
        var phase = new GridPhase();
        var planner = new SlotPlanner(identifier, pair, phase);
        Scans = new ScanProcessor(Queue, Book, new Neighbourhood(pair, phase, planner, identifier), counters);
    }

    /// <summary>Between radio and run loop.</summary>
    public ReportQueue Queue { get; } = new();

    /// <summary>Sightings and days.</summary>
    public ContactBook Book { get; }

    /// <summary>The log's cipher.</summary>
    public LogCipher Cipher { get; }

    /// <summary>From reports to sightings.</summary>
    public ScanProcessor Scans { get; }

    /// <summary>Id of made-up neighbour <paramref name="number"/>, as random as real ones.</summary>
    public static byte[] IdOf(int number) => Noise.Bytes(BluezoneId.Length, Seed, number);

    /// <summary>Has the neighbours 0..<paramref name="count"/> - 1 of <paramref name="idOf"/> in the table, each once, at -40 to -89 dBm.</summary>
    public void Fill(int count, Func<int, byte[]> idOf)
    {
        for (int i = 0; i < count; i++)
        {
            Book.Record(StartUtcMs, idOf(i), 0, -40 - (i * 7 % 50), isTag: true);
        }
    }

    /// <summary>One advertisement in a scan of its own, from the scanner's call to the end of processing.</summary>
    public void Hear(byte[] advertisement, int rssiDbm, long uptimeMs)
    {
        Queue.OnReport(advertisement, 0, advertisement.Length, rssiDbm, uptimeMs);
        EndScan(uptimeMs);
    }

    /// <summary>Processes what the queue holds.</summary>
    public void EndScan(long uptimeMs)
    {
        _now.UptimeMs = uptimeMs + 500;
        _now.UtcMs = StartUtcMs + _now.UptimeMs;
        Scans.Process(_now);
    }
}

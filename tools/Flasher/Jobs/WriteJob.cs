using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>
/// Writes a plan to one tag. It either returns a report, and then every byte of every region was checked after the last erase and
/// write, or throws; a tag it gave up is not started. Running it again does everything again: it needs no memory of the first run.
/// </summary>
public sealed class WriteJob
{
    private const int Rounds = 4;
    private readonly TagPort _port;
    private readonly IFlashProgress _progress;
    private readonly RegionWriter _writer;
    private readonly TimeSpan _begun;
    private string? _mac;

    /// <summary>On <paramref name="port"/>.</summary>
    public WriteJob(TagPort port, IFlashProgress progress)
    {
        _port = port;
        _progress = progress;
        _writer = new RegionWriter(progress);
        _begun = port.Clock.Elapsed;
    }

    /// <summary>
    /// Connects, asks <paramref name="plan"/> once what this chip needs (it throws when chip and files do not fit; nothing has
    /// been erased then), writes in that order, checks, and starts the application.
    /// </summary>
    public JobReport Run(Func<Loader, IReadOnlyList<FlashRegion>> plan)
    {
        IReadOnlyList<FlashRegion>? regions = null;
        Exception? last = null;
        string place = "flash";
        for (int round = 0; round < Rounds; round++)
        {
            try
            {
                Loader loader = Connect();
                regions ??= Ask(plan, loader);
                foreach (FlashRegion region in Begin(regions))
                {
                    place = region.Name;
                    _writer.Write(loader, region, skipWhenRight: round > 0);
                }

                place = "checksums";
                if (IsAllRight(loader, regions))
                {
                    return Finish(loader, regions);
                }

                last = RomException.Nonsense("a region changed after it had been checked");
            }
            catch (RomException exception)
            {
                last = exception;
            }
            catch (LinkLostException exception)
            {
                last = exception;
                _port.Drop();
            }
        }

        throw last is LinkLostException ? PortProblems.Vanished(_port.Name, last.Message) : ChipProblems.WriteFailed(_port.Name, place, last!.Message);
    }

    private Loader Connect()
    {
        _progress.Begin(new("Connecting", "Đang kết nối"));
        Loader loader = _port.Connect();
        _mac ??= loader.Mac;
        return _mac == loader.Mac ? loader : throw ChipProblems.Exchanged(_port.Name, _mac, loader.Mac);
    }

    // A chip that is refused was not touched: it goes on with what it is.
    private static IReadOnlyList<FlashRegion> Ask(Func<Loader, IReadOnlyList<FlashRegion>> plan, Loader loader)
    {
        try
        {
            return plan(loader);
        }
        catch (Exception exception) when (exception is not (RomException or LinkLostException))
        {
            TagReset.Run(loader);
            throw;
        }
    }

    private IReadOnlyList<FlashRegion> Begin(IReadOnlyList<FlashRegion> regions)
    {
        _writer.Expect(regions.Sum(one => (long)one.Stream.Bytes.Length));
        return regions;
    }

    // A request carries no checksum: a begin whose length was damaged on the wire could have erased a region that had been checked.
    private bool IsAllRight(Loader loader, IReadOnlyList<FlashRegion> regions)
    {
        _progress.Begin(new("Checking everything once more", "Đang kiểm tra lại toàn bộ"));
        return regions.SelectMany(one => one.Parts).All(part => part.Matches(loader.Rom));
    }

    private JobReport Finish(Loader loader, IReadOnlyList<FlashRegion> regions)
    {
        TimeSpan total = _port.Clock.Elapsed - _begun;
        _progress.Begin(new("Starting the tag", "Đang khởi động thẻ"));
        return new JobReport
        {
            Port = _port.Name,
            Chip = loader.Chip.Name,
            Mac = loader.Mac,
            FlashBytes = loader.FlashBytes,
            Regions = [.. regions.Select(one => new WrittenRegion(one.Name, one.Offset, one.Length, Convert.FromHexString(one.Sha256)))],
            Baud = loader.Baud,
            BlockSize = _writer.BlockSize,
            Restarts = _writer.Restarts,
            PayloadBytes = regions.Sum(one => (long)one.Stream.Bytes.Length),
            AcceptedBytes = _writer.PayloadBytes,
            SentBytes = _port.SentBytes,
            ReceivedBytes = _port.ReceivedBytes,
            Total = total,
            Data = _writer.DataTime,
            Start = TagReset.Run(loader),
        };
    }
}

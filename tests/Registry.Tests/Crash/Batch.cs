using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Tests.Crash;

/// <summary>
/// A small batch that can be entered again after anything: it looks what is done, burns what was left open, and goes on. Every
/// step that the registry reported done is written to a log, as a technician would remember it.
/// </summary>
internal sealed class Batch(string file, Action<string> log)
{
    /// <summary>Tags in the batch. The last one is not labelled and issued: those steps were seen on the others.</summary>
    public const int Tags = 2;

    /// <summary>Keys drawn so far, over all lives: no life draws one twice.</summary>
    public int NextKey { get; set; } = 1;

    /// <summary>Runs from where the registry is to the end; false with the first problem.</summary>
    public Problem? Run()
    {
        Result<TagRegistry> opened = TagRegistry.OpenOrCreate(file, Bench.Options);
        if (!opened.IsOk)
        {
            return opened.Problem;
        }

        using TagRegistry registry = opened.Value;
        log("opened");
        Result<IReadOnlyList<Reservation>> burnt = registry.Provisioning.AbandonOpen("restarted");
        if (!burnt.IsOk)
        {
            return burnt.Problem;
        }

        return Enumerable.Range(1, Tags).Select(number => RunTag(registry, number)).FirstOrDefault(problem => problem != null);
    }

    private Problem? RunTag(TagRegistry registry, int number)
    {
        Result<Tag> known = registry.Tags.FindByMac(Bench.Mac(number));
        if (known.IsOk && known.Value.State == (number == Tags ? TagState.Provisioned : TagState.Issued))
        {
            return null;
        }

        int key = NextKey++;
        Result<Reservation> reserved = registry.Provisioning.Reserve(
            new ReservationRequest(Bench.Mac(number), "ESP32-C3", Replace: true), Bench.BaseKey(key), Bench.Claim(key));
        if (!reserved.IsOk)
        {
            return reserved.Problem;
        }

        log($"reserved {number} {reserved.Value.Serial} {reserved.Value.Generation} {key}");
        uint serial = reserved.Value.Serial;
        Problem? problem = Step("confirmed", serial, registry.Provisioning.Confirm(reserved.Value, "0.1.0", Bench.Regions(key)));
        return problem != null || number == Tags ? problem : Step("labelled", serial, registry.Tags.MarkLabelled(serial, Bench.Claim(key)))
            ?? Step("issued", serial, registry.Tags.Issue(serial, 100 + (uint)number));
    }

    private Problem? Step(string what, uint serial, Result<Tag> result)
    {
        if (!result.IsOk)
        {
            return result.Problem;
        }

        log($"{what} {serial}");
        return null;
    }
}

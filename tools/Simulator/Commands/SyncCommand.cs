using System;
using System.CommandLine;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`sync`: how long a day's sync and a class at one kiosk take.</summary>
public static class SyncCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
        Option<int> tags = Options.Whole("--tags", "Pupils in the class", 30, 1, 200);
        Option<int> days = Options.Whole("--days", "Syncs of one tag to measure", 40, 1, 1000);
        Option<int> list = Options.Whole("--list-people", "New key-days of the exposure list", 50, 1, ExposureListHeader.MaxEntryCount);
        Option<double> cuts = Options.Number("--cuts", "Per cent of the frames in the class with which the link dies", 1, 0, 20);
        Option<int> mtu = Options.Whole("--mtu", "Size of the link's MTU", 185, 23, 256);
        Option<bool> answered = new("--answered-writes") { Description = "The client waits for the response to each frame that it writes" };
        var command = new Command("sync", "A tag's daily sync with a phone, and a class at one kiosk, over links that die.") { seed, tags, days, list, cuts, mtu, answered };
        command.SetAction(parsed => Failure.Guard(() => Run(new SyncOptions
        {
            Seed = (ulong)parsed.GetValue(seed),
            Tags = parsed.GetValue(tags),
            Days = parsed.GetValue(days),
            ListPeople = parsed.GetValue(list),
            CutShare = parsed.GetValue(cuts) / 100,
            Link = new() { MaxFrameLength = parsed.GetValue(mtu) - 3, WritesAhead = !parsed.GetValue(answered) },
        })));
        return command;
    }

    private static int Run(SyncOptions options)
    {
        bool isGood = SyncReport.Write(options, new SyncRun(options).Run(), Console.Out);
        Console.Out.WriteLine(isGood ? "Every limit is kept." : "A LIMIT IS BROKEN.");
        return isGood ? 0 : 1;
    }
}

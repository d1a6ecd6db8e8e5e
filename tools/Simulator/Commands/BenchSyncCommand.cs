using System;
using System.CommandLine;
using BluezoneTag.Simulator.Benches;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`bench sync`: millions of hostile frames against the tag's sync, and how long a day and a class take at the largest usual MTU and at the smallest.</summary>
public static class BenchSyncCommand
{
    private const int DefaultFrames = 5000000;
    private static readonly int[] Mtus = [185, 23];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> frames = Options.Whole("--frames", "Random and spoiled frames to send", DefaultFrames, 1, int.MaxValue);
        Option<int> seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
        var command = new Command("sync", "What a day's sync and a class take, and random and spoiled frames through the tag's sync, beside an honest client.") { frames, seed };
        command.SetAction(parsed => Failure.Guard(() => Run(parsed.GetValue(frames), (ulong)parsed.GetValue(seed))));
        return command;
    }

    private static int Run(long frames, ulong seed)
    {
        bool isInTime = true;
        foreach (int mtu in Mtus)
        {
            var options = new SyncOptions { Seed = seed, Link = new() { MaxFrameLength = mtu - 3 } };
            isInTime &= SyncReport.Write(options, new SyncRun(options).Run(), Console.Out);
            Console.Out.WriteLine();
        }

        SyncFuzzResult result = SyncFuzz.Run(frames, seed);
        Console.Out.WriteLine($"hostile frames                {result.Frames,12:N0}");
        Console.Out.WriteLine($"answered                      {result.Answered,12:N0}");
        Console.Out.WriteLine($"sealed messages forged        {result.Forged,12:N0}   all dropped");
        Console.Out.WriteLine($"windows opened                {result.Windows,12:N0}");
        Console.Out.WriteLine($"of these after a lock-out     {result.Locks,12:N0}");
        Console.Out.WriteLine($"honest sessions in between    {result.Sessions,12:N0}");
        Console.Out.WriteLine(result.Failure == null
            ? "No exception, no change without authentication, no honest session broken."
            : $"FAILED: {result.Failure}\nRepeat with: bench sync --frames {result.Frames} --seed {seed}");
        Console.Out.WriteLine(isInTime ? "Every time limit is kept." : "A TIME LIMIT IS BROKEN.");
        return result.Failure == null && isInTime ? 0 : 1;
    }
}

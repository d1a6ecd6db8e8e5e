using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using BluezoneTag.FlasherBench;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>
/// The test assembly as a program: a batch over virtual tags whose flash is kept in files. "FOLDER TAGS send N" dies before the Nth piece
/// is sent to a chip, "FOLDER TAGS step N" right after the Nth step of the batch, "FOLDER TAGS count" runs to its end and prints both counts.
/// </summary>
internal static class Victim
{
    public const string Chip = "c3";

    public static int Main(string[] arguments)
    {
        if (arguments is not [string folder, string tags, string mode, ..])
        {
            Console.Error.WriteLine("Run me as tests, or with FOLDER TAGS send|step|count N.");
            return 2;
        }

        int last = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : int.MaxValue;
        int sends = 0;
        int steps = 0;
        var work = new Workbench(folder, Chip, StandInSizes.Small);
        using var bench = new VirtualBench(Chip, int.Parse(tags, CultureInfo.InvariantCulture), folder);
        bench.OnSend = () => DieAt(Interlocked.Increment(ref sends), mode == "send" ? last : 0);
        work.AtStep = (_, _) => DieAt(Interlocked.Increment(ref steps), mode == "step" ? last : 0);
        int code = work.Batch(bench, "--lanes", "2");
        Console.Out.WriteLine($"{sends} {steps}");
        return code;
    }

    // As kill -9: nothing is flushed, nothing is disposed of, no handler runs.
    private static void DieAt(int count, int last)
    {
        if (count == last)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

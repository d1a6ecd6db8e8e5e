using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

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
        var work = new Workbench(folder, Chip);
        using var bench = new VirtualBench(Chip, int.Parse(tags, CultureInfo.InvariantCulture), folder);
        bench.OnSend = () => DieAt(mode == "send" ? Interlocked.Increment(ref sends) : Interlocked.Increment(ref sends) & 0, last);
        work.AtStep = (_, _) => DieAt(mode == "step" ? Interlocked.Increment(ref steps) : Interlocked.Increment(ref steps) & 0, last);
        int code = work.Batch(bench, "--lanes", "1");
        Console.Out.WriteLine($"{sends} {steps}");
        return code;
    }

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

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using BluezoneTag.Simulator.Commands;
using BluezoneTag.Simulator.Usb;
using Spectre.Console;

namespace BluezoneTag.FlasherBench.Faults;

/// <summary>`faults`: every frame of full runs lost, doubled, late, damaged or cut.</summary>
public static class FaultsCommand
{
    private const int MostShown = 20;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> stride = Options.Whole("--stride", "Take every Nth fault only", 1, 1, 1_000_000);
        var one = new Option<string?>("--case") { Description = "Repeat one run that failed, as printed with the failure", HelpName = "CASE" };
        var command = new Command("faults", "A fault at every frame of full runs: OK must mean that every byte is right.") { stride, one };
        command.SetAction(parsed => Failure.Guard(() => parsed.GetValue(one) is { } text ? Repeat(text) : RunAll(parsed.GetValue(stride))));
        return command;
    }

    /// <summary>Every <paramref name="stride"/>th fault of one chip.</summary>
    public static IReadOnlyList<FaultOutcome> Outcomes(FaultStudy study, int stride) =>
        [.. study.Points().Where((_, index) => index % stride == 0).AsParallel().AsOrdered().Select(study.Run)];

    private static int Repeat(string text)
    {
        FaultCase one = FaultCase.Parse(text) ?? throw new UserErrorException($"--case {text}: no such run.", "Copy it from the line that a failure prints.");
        using var study = new FaultStudy(one.Chip);
        FaultOutcome outcome = study.Run(one);
        Console.Out.WriteLine($"{one}: {outcome.End} {outcome.Detail}".TrimEnd());
        return outcome.End == FaultEnd.Wrong ? 1 : 0;
    }

    private static int RunAll(int stride)
    {
        Table table = new Table().AddColumns("chip", "fault", "runs", "OK", "repaired", "error, then OK", "WRONG");
        List<FaultOutcome> all = [];
        foreach (string chip in ChipModel.All.Select(one => one.Name))
        {
            using var study = new FaultStudy(chip);
            IReadOnlyList<FaultOutcome> outcomes = Outcomes(study, stride);
            all.AddRange(outcomes);
            foreach (IGrouping<LinkFaultKind, FaultOutcome> kind in outcomes.GroupBy(one => one.Case.Fault.Kind).OrderBy(one => one.Key))
            {
                Add(table, chip, kind.Key.ToString(), [.. kind]);
            }
        }

        Add(table, "all", "all", all);
        AnsiConsole.Write(table);
        FaultOutcome[] wrong = [.. all.Where(one => one.End == FaultEnd.Wrong)];
        foreach (FaultOutcome one in wrong.Take(MostShown))
        {
            Console.Out.WriteLine($"{one.Case}: {one.Detail}");
            Console.Out.WriteLine($"  dotnet run -c Release --project tools/FlasherBench -- faults --case {one.Case}");
        }

        foreach (IGrouping<string, FaultOutcome> error in all.Where(one => one.End == FaultEnd.ErrorThenOk).GroupBy(one => one.Detail).OrderByDescending(one => one.Count()).Take(MostShown))
        {
            FaultOutcome example = error.OrderBy(one => one.Case.Fault.Kind != LinkFaultKind.Corrupt).First();
            Console.Out.WriteLine($"{error.Count(),6} x {error.Key} as in {example.Case}");
        }

        Console.Out.WriteLine(wrong.Length == 0 ? $"{all.Count} runs, never OK with a wrong byte, every error was clear and the next run OK" : $"{wrong.Length} of {all.Count} runs broke a promise");
        return wrong.Length == 0 ? 0 : 1;
    }

    private static void Add(Table table, string chip, string kind, IReadOnlyList<FaultOutcome> outcomes)
    {
        string Count(FaultEnd end) => outcomes.Count(one => one.End == end).ToString(CultureInfo.InvariantCulture);
        table.AddRow(chip, kind, outcomes.Count.ToString(CultureInfo.InvariantCulture), Count(FaultEnd.Ok), Count(FaultEnd.Repaired), Count(FaultEnd.ErrorThenOk), Count(FaultEnd.Wrong));
    }
}

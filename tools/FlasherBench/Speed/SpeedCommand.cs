using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Simulator.Commands;
using BluezoneTag.Simulator.Usb;
using Spectre.Console;

namespace BluezoneTag.FlasherBench.Speed;

/// <summary>`speed`: how close to the line a job comes, in virtual time.</summary>
public static class SpeedCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("speed", "Wire efficiency, full set, new identity, four ports at once: ratios in virtual time.");
        command.SetAction(_ => Failure.Guard(Run));
        return command;
    }

    private static int Run()
    {
        using var study = new SpeedStudy(StandInSizes.Full);
        IReadOnlyList<SpeedFigure> figures = study.Run();
        Table table = new Table().AddColumns("figure", "limit", "simulated", string.Empty);
        foreach (SpeedFigure one in figures)
        {
            table.AddRow(one.Name, one.Limit, one.Value, one.Limit.Length == 0 ? string.Empty : one.IsReached ? "reached" : "MISSED");
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine("ESP32-C3 behind a UART at 921,600 baud, 10 bits a byte, no time for the chip's own work unless said.");
        return figures.All(one => one.IsReached) ? 0 : 1;
    }
}

using System;
using System.CommandLine;
using BluezoneTag.Simulator.Commands;

var root = new RootCommand("BluezoneTag simulator: runs the tag's own firmware in virtual time, next to Bluezone phones.")
{
    SchoolDayCommand.Create(),
    PairCommand.Create(),
    RoomCommand.Create(),
    OutbreakCommand.Create(),
    SyncCommand.Create(),
    IdCommand.Create(),
    CalibrateCommand.Create(),
    BenchCommand.Create(),
    UsbCommand.Create(),
};

ParseResult parsed = root.Parse(args);
return parsed.Errors.Count > 0
    ? Failure.Report(Failure.Of(parsed), Console.Error)
    : parsed.Invoke();

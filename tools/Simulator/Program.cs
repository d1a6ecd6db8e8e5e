using System.CommandLine;
using System.Linq;
using BluezoneTag.Simulator.Commands;

var root = new RootCommand("BluezoneTag simulator: runs the tag's own firmware in virtual time, next to Bluezone phones.")
{
    SchoolDayCommand.Create(),
    PairCommand.Create(),
    RoomCommand.Create(),
    IdCommand.Create(),
    BenchCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    return Failure.Report(new UserErrorException(
        string.Join(" ", parsed.Errors.Select(error => error.Message)), "Run it with --help to see what it takes."));
}

return parsed.Invoke();

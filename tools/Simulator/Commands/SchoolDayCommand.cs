using System.CommandLine;
using System.IO;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`school-day`: a whole school wears tags for a day.</summary>
public static class SchoolDayCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> contacts = Options.Text("--contacts", "Measured contacts in the SocioPatterns format, plain or gzip; otherwise a made-up school");
        Option<int> day = Options.Whole("--day", "Day of the contact file", 1, 1, 366);
        var options = new RunOptions(phones: 10, foreign: 6);
        var command = new Command("school-day", "A school day and the night after it, for everybody in the school.") { contacts, day };
        options.AddTo(command);
        command.SetAction(parsed => Failure.Guard(() =>
        {
            string? path = parsed.GetValue(contacts);
            CheckInput(path);
            string source = path == null ? "a made-up school of 240" : $"{Path.GetFileName(path)}, day {parsed.GetValue(day)}";
            return new ScenarioRunner(options, parsed).Run(
                "school-day", source, seed => path == null ? SchoolGenerator.Generate(seed) : ContactFile.Read(path, parsed.GetValue(day)), path);
        }));
        return command;
    }

    private static void CheckInput(string? path)
    {
        if (path != null && (string.IsNullOrWhiteSpace(path) || Directory.Exists(path)))
        {
            throw new UserErrorException($"--contacts: '{path}' is no file.", "Name a contact file, or leave the option out for a made-up school.");
        }
    }
}

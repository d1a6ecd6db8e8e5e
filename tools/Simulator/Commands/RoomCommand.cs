using System.CommandLine;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`room`: one crowded room.</summary>
public static class RoomCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> tags = Options.Whole("--tags", "Number of tags", 40, 2, 400);
        Option<int> minutes = Options.Whole("--minutes", "How long they are together", 15, 1, 600);
        var options = new RunOptions(phones: 0, foreign: 60);
        var command = new Command("room", "One room full of tags and other devices; judges the radio.") { tags, minutes };
        options.AddTo(command);
        command.SetAction(parsed => Failure.Guard(() =>
        {
            int count = parsed.GetValue(tags);
            int length = parsed.GetValue(minutes);
            return new ScenarioRunner(options, parsed).Run("room", $"{count} tags for {length} min", _ => TraceMaker.Room(count, length));
        }));
        return command;
    }
}

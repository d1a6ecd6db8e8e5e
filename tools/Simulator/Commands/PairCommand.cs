using System.CommandLine;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`pair`: many pairs, each alone, meet once.</summary>
public static class PairCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> pairs = Options.Whole("--pairs", "Number of pairs", 100, 1, 1000);
        Option<int> minutes = Options.Whole("--minutes", "How long each contact lasts", 15, 1, 600);
        var options = new RunOptions(phones: 0, foreign: 0);
        var command = new Command("pair", "Pairs of tags, each pair alone in a room, in contact once.") { pairs, minutes };
        options.AddTo(command);
        command.SetAction(parsed => Failure.Guard(() =>
        {
            int count = parsed.GetValue(pairs);
            int length = parsed.GetValue(minutes);
            return new ScenarioRunner(options, parsed).Run("pair", $"{count} pairs for {length} min", _ => TraceMaker.Pairs(count, length));
        }));
        return command;
    }
}

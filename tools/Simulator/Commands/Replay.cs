using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Commands;

/// <summary>The command that repeats a run.</summary>
public static class Replay
{
    private const string Prefix = "dotnet run -c Release --project tools/Simulator -- ";
    private static readonly string[] Outputs = ["--json", "--report"];

    /// <summary>This program's own.</summary>
    public static string CommandLine() => CommandLine(Environment.GetCommandLineArgs().Skip(1));

    /// <summary>
    /// As the user typed it, quoted for a shell, without keys and without where the results go: two runs with the same
    /// figures have the same command.
    /// </summary>
    public static string CommandLine(IEnumerable<string> arguments)
    {
        return Prefix + string.Join(' ', WithoutOutputs(arguments).Select(Quote));
    }

    private static IEnumerable<string> WithoutOutputs(IEnumerable<string> arguments)
    {
        bool isPath = false;
        foreach (string argument in arguments)
        {
            bool isOutput = Outputs.Contains(argument);
            if (!isPath && !isOutput && !Outputs.Any(name => IsJoined(argument, name)))
            {
                yield return argument;
            }

            isPath = isOutput;
        }
    }

    private static bool IsJoined(string argument, string name)
    {
        return argument.StartsWith(name, StringComparison.Ordinal) && argument.Length > name.Length && (argument[name.Length] is '=' or ':');
    }

    private static string Quote(string argument)
    {
        string shown = Secrets.Hide(argument);
        bool isPlain = shown.Length > 0 && shown.All(one => char.IsLetterOrDigit(one) || "-_=./:,+@%\\".Contains(one, StringComparison.Ordinal));
        return isPlain ? shown : $"'{shown.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}

using System;
using System.Linq;

namespace BluezoneTag.Simulator.Commands;

/// <summary>The command that repeats this run.</summary>
public static class Replay
{
    private const string Prefix = "dotnet run -c Release --project tools/Simulator -- ";

    /// <summary>As the user typed it, quoted where needed.</summary>
    public static string CommandLine()
    {
        return Prefix + string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(Quote));
    }

    private static string Quote(string argument)
    {
        return argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
    }
}

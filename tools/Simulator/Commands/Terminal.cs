using System;
using Spectre.Console;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Where tables go: standard output, plain and wide when it is a file or a pipe.</summary>
public static class Terminal
{
    private const int PipeWidth = 120;

    /// <summary>A console for standard output as it is now.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>Whether a progress bar can be drawn and drawn over.</summary>
    public static bool IsLive(IAnsiConsole console)
    {
        return console.Profile.Capabilities is { Interactive: true, Ansi: true };
    }
}

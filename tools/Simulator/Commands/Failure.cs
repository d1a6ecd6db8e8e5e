using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Turns what went wrong into a message on standard error and an exit code.</summary>
public static class Failure
{
    /// <summary>Exit code of a mistake that the user can mend.</summary>
    public const int UserError = 2;

    /// <summary>Exit code of a fault of the simulator or the firmware.</summary>
    public const int Fault = 1;

    /// <summary>Exit code after Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs <paramref name="action"/> and reports what it throws.</summary>
    public static int Guard(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception)
        {
            return Report(exception, Console.Error);
        }
    }

    /// <summary>Writes the message; returns the exit code.</summary>
    public static int Report(Exception exception, TextWriter error)
    {
        if (exception is OperationCanceledException)
        {
            error.WriteLine("Stopped. No report and no JSON was written.");
            return Interrupted;
        }

        if (exception is UserErrorException or ContactFileException)
        {
            error.WriteLine($"error: {Secrets.Hide(exception.Message)}");
            return UserError;
        }

        error.WriteLine($"fault: {exception.GetType().Name}: {Secrets.Hide(exception.Message)}");
        error.WriteLine(exception.StackTrace);
        error.WriteLine($"This is a fault of the simulator or the firmware. To see it again: {Replay.CommandLine()}");
        return Fault;
    }

    /// <summary>What is wrong with a command line, and where its help is.</summary>
    public static UserErrorException Of(ParseResult parsed)
    {
        // "No command" says nothing new beside the word that is no command.
        string[] messages = parsed.Errors.Select(one => one.Message).Distinct().ToArray();
        string[] telling = messages.Where(message => !message.StartsWith("Required command", StringComparison.Ordinal)).ToArray();
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? string.Empty : $"{command.Name} ";
        string commands = command.Subcommands.Count == 0 ? string.Empty : $"Choose one of: {string.Join(", ", command.Subcommands.Select(one => one.Name))}. ";
        return new UserErrorException(string.Join(" ", telling.Length > 0 ? telling : messages), $"{commands}See {name}--help.");
    }
}

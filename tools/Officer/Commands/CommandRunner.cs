using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Officer.Commands;

/// <summary>Gives a command its desk and its output, and turns what it throws into sentences and an exit code.</summary>
public sealed class CommandRunner(DeskEnvironment environment)
{
    /// <summary>Everything outside.</summary>
    public DeskEnvironment Environment => environment;

    /// <summary>Writes files as the environment wants it.</summary>
    public DeskFiles Files => new(environment.AtFileStep);

    /// <summary>A command with the options that every command has, and its own.</summary>
    public Command New(string name, string description, Func<ParseResult, CommandOutput, ExitCode> action, params Option[] options)
    {
        Command command = new(name, description) { DeskOptions.Desk, DeskOptions.Officer, DeskOptions.Json, DeskOptions.Lang };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(parsed, output => action(parsed, output)));
        return command;
    }

    /// <summary>The same for a command that works on an open desk.</summary>
    public Command OnDesk(string name, string description, Func<ParseResult, CommandOutput, OfficerDesk, ExitCode> action, params Option[] options) => New(
        name,
        description,
        (parsed, output) =>
        {
            using OfficerDesk desk = Open(parsed);
            return action(parsed, output, desk);
        },
        options);

    /// <summary>Opens the desk of the command line. Throws <see cref="OfficerException"/>.</summary>
    public OfficerDesk Open(ParseResult parsed, AuditHead? noted = null) =>
        OfficerDesk.Open(parsed.GetValue(DeskOptions.Desk)!, Files, environment.UtcNowMs, DeskOptions.OfficerOf(parsed), noted);

    /// <summary>The passphrase, from a file or asked for.</summary>
    public string Passphrase(ParseResult parsed, CommandOutput output) => Commands.Passphrase.Read(parsed, output, output.IsJson ? null : environment.Terminal);

    /// <summary>What the command prints, and in which language.</summary>
    public CommandOutput OutputOf(ParseResult parsed)
    {
        // The text itself, not its value: this is asked even when the command line is wrong.
        string? asked = parsed.GetResult(DeskOptions.Lang)?.Tokens is [Token first, ..] ? first.Value : null;
        Language language = asked switch
        {
            "vi" => Language.Vietnamese,
            "en" => Language.English,
            _ => environment.Language,
        };
        return new CommandOutput(environment, parsed.CommandResult.Command.Name, language, parsed.GetValue(DeskOptions.Json));
    }

    private int Run(ParseResult parsed, Func<CommandOutput, ExitCode> action)
    {
        CommandOutput output = OutputOf(parsed);
        try
        {
            return (int)action(output);
        }
        catch (Exception exception)
        {
            return output.Fail(exception);
        }
    }
}

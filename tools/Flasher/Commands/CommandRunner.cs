using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Gives a command its output, its port and Ctrl+C, and turns what it throws into sentences and an exit code.</summary>
public sealed class CommandRunner
{
    private readonly ToolEnvironment _environment;

    /// <summary>In <paramref name="environment"/>.</summary>
    public CommandRunner(ToolEnvironment environment)
    {
        _environment = environment;
    }

    /// <summary>Everything outside.</summary>
    public ToolEnvironment Environment => _environment;

    /// <summary>Today as UTC days since 1970-01-01.</summary>
    public int UtcDay => (int)(_environment.UtcNowMs() / 86_400_000);

    /// <summary>Adds the options that every command has.</summary>
    public static Command WithCommon(Command command)
    {
        command.Add(CommonOptions.Json);
        command.Add(CommonOptions.Lang);
        return command;
    }

    /// <summary>Runs a command that needs no port.</summary>
    public int Run(ParseResult parsed, Func<CommandOutput, ExitCode> action)
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

    /// <summary>Runs a command on the port of the command line.</summary>
    public int RunOnPort(ParseResult parsed, Func<CommandOutput, TagPort, ExitCode> action) => Run(parsed, output =>
    {
        using var interrupt = new Interrupt();
        using TagPort port = OpenPort(parsed, interrupt.Token);
        return action(output, port);
    });

    /// <summary>What the command prints, and in which language.</summary>
    public CommandOutput OutputOf(ParseResult parsed)
    {
        // The text itself, not its value: this is asked even when the command line is wrong.
        string? asked = parsed.GetResult(CommonOptions.Lang)?.Tokens is [Token first, ..] ? first.Value : null;
        Language language = asked switch
        {
            "vi" => Language.Vietnamese,
            "en" => Language.English,
            _ => _environment.Language,
        };
        return new CommandOutput(_environment, parsed.CommandResult.Command.Name, language, parsed.GetValue(CommonOptions.Json));
    }

    private TagPort OpenPort(ParseResult parsed, CancellationToken cancellation) => new(
        CommonOptions.PortOf(parsed, _environment),
        parsed.GetValue(CommonOptions.Baud),
        _environment.Links,
        _environment.Ports,
        _environment.Clock,
        cancellation);
}

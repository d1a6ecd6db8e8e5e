using System.CommandLine;
using System.Linq;
using BluezoneTag.Officer.Messages;

namespace BluezoneTag.Officer.Commands;

/// <summary>The program: its commands, and an exit code for every end.</summary>
public static class Cli
{
    /// <summary>Runs a command line. Exit codes are those of <see cref="ExitCode"/>.</summary>
    public static int Run(string[] arguments, DeskEnvironment environment)
    {
        CommandRunner runner = new(environment);
        ParseResult parsed = Create(runner).Parse(arguments);
        return parsed.Errors.Count > 0
            ? runner.OutputOf(parsed).Fail(UsageProblem(parsed))
            : parsed.Invoke(new InvocationConfiguration { Output = environment.Output, Error = environment.Error, EnableDefaultExceptionHandler = false });
    }

    /// <summary>All commands.</summary>
    public static RootCommand Create(CommandRunner runner) => new("BluezoneTag officer's desk. / Bàn cán bộ y tế BluezoneTag.")
    {
        KeyCommand.Create(runner),
        CodeCommand.Create(runner),
        OpenCommand.Create(runner),
        ListCommand.Create(runner),
        ListCommand.CreateWithdraw(runner),
        PublishCommand.Create(runner),
        StatusCommand.Create(runner),
        AuditCommand.Create(runner),
        SettingsCommand.Create(runner),
        CertificateCommand.Create(runner),
    };

    private static OfficerException UsageProblem(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return new OfficerException(
            OfficerFault.BadCommandLine,
            ("detail", string.Join(" ", parsed.Errors.Select(one => one.Message).Distinct())),
            ("command", command is RootCommand ? string.Empty : command.Name));
    }
}

using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>The program: its commands, and an exit code for every end.</summary>
public static class Cli
{
    /// <summary>Runs a command line. Exit codes are those of <see cref="ExitCode"/>.</summary>
    public static int Run(string[] arguments, ToolEnvironment environment)
    {
        var runner = new CommandRunner(environment);
        RootCommand root = Create(runner);
        ParseResult parsed = root.Parse(arguments);
        return parsed.Errors.Count > 0
            ? runner.OutputOf(parsed).Fail(UsageProblem(parsed))
            : parsed.Invoke(new InvocationConfiguration { Output = environment.Output, Error = environment.Error });
    }

    /// <summary>The commands of flashing, and those of the registry.</summary>
    public static RootCommand Create(CommandRunner runner) => new("BluezoneTag flasher: OK means OK. / Công cụ nạp thẻ BluezoneTag.")
    {
        PortsCommand.Create(runner),
        FlashCommand.Create(runner),
        ProvisionCommand.Create(runner),
        VerifyCommand.Create(runner),
        CheckCommand.Create(runner),
        DoctorCommand.Create(runner),
        BatchCommand.Create(runner),
        LabelCommand.Create(runner),
        TagCommands.Issue(runner),
        TagCommands.Return(runner),
        TagCommands.Lost(runner),
        TagCommands.Defect(runner),
        WipeCommand.Create(runner),
        RosterCommand.Create(runner),
        EscrowCommand.Create(runner),
        AuthorityCommand.Create(runner),
        ListCommand.Create(runner),
        ExportCommand.Create(runner),
    };

    private static FlasherException UsageProblem(ParseResult parsed)
    {
        string messages = string.Join(" ", parsed.Errors.Select(one => one.Message).Distinct());
        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? string.Empty : $"{command.Name} ";
        return new FlasherException(
            ExitCode.Usage,
            new(messages, $"Dòng lệnh không đúng: {messages}"),
            new($"See {name}--help.", $"Xem {name}--help."));
    }
}

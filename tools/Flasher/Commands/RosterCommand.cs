using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Holders;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`roster import`, `roster show`, `roster forget`: names beside the holders' numbers, encrypted.</summary>
public static class RosterCommand
{
    private static readonly Argument<string> Csv = new("file") { Description = "CSV with a heading row / tệp CSV có hàng tiêu đề" };

    /// <summary>The command with its three parts.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command import = With(new Command("import", "Take names in: all or nothing / nhập danh sách") { Csv, DeskOptions.PassphraseFile });
        import.SetAction(parsed => runner.Run(parsed, output => Import(runner, parsed, output)));
        Command show = With(new Command("show", "Show the names; the reading is recorded / xem tên") { DeskOptions.PassphraseFile });
        show.SetAction(parsed => runner.Run(parsed, output => Show(runner, parsed, output)));
        Command forget = With(new Command("forget", "Delete all names; numbers stay / xóa mọi tên"));
        forget.SetAction(parsed => runner.Run(parsed, output => Forget(runner, parsed, output)));
        return new Command("roster", "Names of holders, encrypted / danh sách người đeo") { import, show, forget };
    }

    private static Command With(Command command)
    {
        command.Add(DeskOptions.Registry);
        command.Add(DeskOptions.Operator);
        return CommandRunner.WithCommon(command);
    }

    private static ExitCode Import(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        Roster roster = RosterReader.ReadFile(parsed.GetValue(Csv)!).Get();
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, mayCreate: true);
        IReadOnlyList<HolderName> names = registry.Names.Import(roster, Passphrase.Read(parsed, output)).Get();
        output.Result(new { imported = names.Count, numbers = names.Select(one => one.Number), roster.IgnoredColumns });
        output.Say(new($"{names.Count} names imported.", $"Đã nhập {names.Count} tên."));
        if (roster.IgnoredColumns.Count > 0)
        {
            string columns = string.Join(", ", roster.IgnoredColumns);
            output.Say(new($"Columns not taken in: {columns}", $"Các cột không nhập: {columns}"));
        }

        return ExitCode.Success;
    }

    private static ExitCode Show(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        IReadOnlyList<HolderName> names = registry.Names.Read(Passphrase.Read(parsed, output)).Get();
        output.Result(names.Select(one => new { one.Number, one.Name, one.Group }));
        names.Select(one => $"{one.Number,6}  {one.Name}  {one.Group}".TrimEnd()).ToList().ForEach(line => output.Say(new(line, line)));
        return ExitCode.Success;
    }

    private static ExitCode Forget(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        registry.Names.Forget().Get();
        output.Result(new { forgotten = true });
        output.Say(new("All names are deleted. Copies of the file elsewhere still hold them.", "Đã xóa mọi tên. Các bản sao khác của tệp vẫn còn tên."));
        return ExitCode.Success;
    }
}

using System;
using System.Collections.Generic;
using System.CommandLine;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`export`: all tags as a file for others.</summary>
public static class ExportCommand
{
    private static readonly Option<string> File = new("--output") { Description = "File to write: .csv or .json / tệp xuất", HelpName = "FILE", Required = true };

    private static readonly Option<bool> Names = new("--names") { Description = "With names; needs the passphrase / kèm tên" };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("export", "The tags as CSV or JSON / xuất danh sách thẻ")
        {
            DeskOptions.Registry, DeskOptions.Operator, File, Names, DeskOptions.PassphraseFile,
        });
        command.SetAction(parsed => runner.Run(parsed, output => Run(runner, parsed, output)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string path = parsed.GetValue(File)!;
        bool isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new FlasherException(
                ExitCode.Usage,
                new($"--output: {path} is neither .csv nor .json.", $"--output: {path} không phải .csv hay .json."),
                new("Choose one of these endings.", "Chọn một trong hai đuôi tệp này."));
        }

        bool withNames = parsed.GetValue(Names);
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, readOnly: !withNames);
        IReadOnlyList<HolderName>? names = withNames ? registry.Names.Read(Passphrase.Read(parsed, output)).Get() : null;
        IReadOnlyList<Tag> tags = registry.Tags.List(new TagFilter()).Get();
        AuditHead head = registry.Audit.Verify().Get();
        SafeFile.Write(path, isJson ? TagExport.ToJson(tags, head, names) : TagExport.ToCsv(tags, names)).Get();
        output.Result(new { file = path, tags = tags.Count, auditHead = head.ToString() });
        output.Say(new($"{tags.Count} tags in {path}. Audit head, to be noted: {head}", $"{tags.Count} thẻ trong {path}. Mã cuối nhật ký, hãy ghi lại: {head}"));
        return ExitCode.Success;
    }
}

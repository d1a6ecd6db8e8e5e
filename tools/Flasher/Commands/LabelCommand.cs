using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Labels;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`label`: a sheet from claim files, of tags that were not done by `batch`.</summary>
public static class LabelCommand
{
    private static readonly Option<string[]> Claims = new("--claim-file")
    {
        Description = "Claim files of `flash` and `provision`, one or more / các tệp mã bí mật",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Registry = new("--registry")
    {
        Description = "Note the labels in this registry; the secrets must be those on record / ghi nhận vào sổ",
        HelpName = "FILE",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        var labels = new LabelOptions();
        Command command = CommandRunner.WithCommon(new Command("label", "Label sheet (PDF) from claim files / in nhãn") { Claims, Registry, DeskOptions.Operator });
        labels.AddTo(command);
        command.SetAction(parsed => runner.Run(parsed, output => Run(runner, parsed, labels, output)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, LabelOptions options, CommandOutput output)
    {
        List<Label> labels = [.. parsed.GetValue(Claims)!.Select(ClaimFileReader.Read)];
        byte[] sheet = LabelSheet.Make(labels, options.Of(parsed)).Get();
        string path = LabelTray.FreeName(parsed.GetValue(options.Sheet)!);
        using TagRegistry? registry = parsed.GetValue(Registry) is string file
            ? TagRegistry.Open(file, new RegistryOptions(parsed.GetValue(DeskOptions.Operator)!, new EnvironmentTime(runner.Environment.UtcNowMs))).Get()
            : null;
        SafeFile.Write(path, sheet).Get();
        labels.ForEach(one => registry?.Tags.MarkLabelled(one.Serial, one.ClaimSecret).Get());
        output.Result(new { labels = path, serials = labels.Select(one => one.Serial) });
        output.Say(new(
            $"{labels.Count} labels: {path}. Print, stick on, delete the PDF and the claim files.",
            $"{labels.Count} nhãn: {path}. In, dán, rồi xóa tệp PDF và các tệp mã bí mật."));
        return ExitCode.Success;
    }
}

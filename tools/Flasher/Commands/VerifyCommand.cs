using System.Collections.Generic;
using System.CommandLine;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`verify`: compares a tag with a package and an application, writes nothing.</summary>
public static class VerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("verify", "Compare a tag with the files, write nothing / so sánh thẻ với tệp, không ghi")
        {
            CommonOptions.Port, CommonOptions.Package, CommonOptions.App, CommonOptions.Baud,
        });
        command.SetAction(parsed => runner.RunOnPort(parsed, (output, port) => Run(parsed, output, port)));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CommandOutput output, TagPort port)
    {
        FirmwareSet firmware = FirmwareSet.Load(parsed.GetValue(CommonOptions.Package)!, parsed.GetValue(CommonOptions.App)!);
        VerifyReport report = ProgressView.Run(output, progress => new TagVerifier(port, progress).Verify(firmware));
        foreach (KeyValuePair<string, bool> one in report.IsRegionRight)
        {
            output.Say(new(
                $"{one.Key,-16} {(one.Value ? "right" : "WRONG")}",
                $"{one.Key,-16} {(one.Value ? "đúng" : "SAI")}"));
        }

        if (report.Wrong.Count == 0)
        {
            output.Result(report);
            output.Say(new("OK", "OK"));
            return ExitCode.Success;
        }

        if (output.IsJson)
        {
            output.Result(report, ExitCode.Verify);
            return ExitCode.Verify;
        }

        throw ChipProblems.Mismatch(port.Name, string.Join(", ", report.Wrong));
    }
}

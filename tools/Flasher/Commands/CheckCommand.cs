using System.CommandLine;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.WireProtocol;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`check`: asks a running tag what it is.</summary>
public static class CheckCommand
{
    private static readonly Option<string?> Package = new("--package")
    {
        Description = "Compare target and version with the name of this package / so với tên gói",
        HelpName = "PATH",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("check", "Ask a running tag what it is / hỏi thẻ đang chạy") { CommonOptions.Port, Package });
        command.SetAction(parsed => runner.RunOnPort(parsed, (output, port) =>
        {
            string? path = parsed.GetValue(Package);
            TargetInfo target = new BootCheck(port).Run(path == null ? null : FirmwarePackage.Load(path));
            JobOutput.SayTarget(output, target);
            output.Result(target);
            output.Say(new("OK", "OK"));
            return ExitCode.Success;
        }));
        return command;
    }
}

using System.CommandLine;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`provision`: a new identity for a flashed tag.</summary>
public static class ProvisionCommand
{
    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Ask the started tag over the wire protocol / hỏi lại thẻ sau khi khởi động",
    };

    private static readonly Option<bool> Wipe = new("--wipe")
    {
        Description = "Erase log and settings of the earlier wearer too / xoá cả nhật ký và cài đặt cũ",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        var identity = new IdentityOptions();
        identity.Serial.Required = true;
        identity.ClaimFile.Required = true;
        Command command = CommandRunner.WithCommon(new Command("provision", "Give a flashed tag a new identity / cấp danh tính mới cho thẻ")
        {
            CommonOptions.Port, CommonOptions.Package, CommonOptions.Baud, Wipe, Check,
        });
        identity.AddTo(command);
        command.SetAction(parsed => runner.RunOnPort(parsed, (output, port) => Run(runner, parsed, identity, output, port)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, IdentityOptions options, CommandOutput output, TagPort port)
    {
        FirmwarePackage package = FirmwarePackage.Load(parsed.GetValue(CommonOptions.Package)!);
        using TagIdentity identity = options.Create(parsed, runner.UtcDay)!;
        using ClaimFile claim = options.OpenClaimFile(parsed)!;
        JobReport report = ProgressView.Run(output, progress =>
            new TagFlasher(port, progress).Provision(package, identity, parsed.GetValue(Wipe), mac => claim.Store(identity, mac)));
        claim.Keep();
        return JobOutput.Finish(output, port, report, identity, parsed.GetValue(Check) ? package : null);
    }
}

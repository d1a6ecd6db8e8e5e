using System.CommandLine;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`flash`: firmware and application, and with --serial a new identity too.</summary>
public static class FlashCommand
{
    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Ask the started tag over the wire protocol / hỏi lại thẻ sau khi khởi động",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        var identity = new IdentityOptions();
        Command command = CommandRunner.WithCommon(new Command("flash", "Write firmware and application to a tag / nạp firmware và ứng dụng")
        {
            CommonOptions.Port, CommonOptions.Package, CommonOptions.App, CommonOptions.Baud, Check,
        });
        identity.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(identity.Serial) is { Implicit: false } != result.GetResult(identity.ClaimFile) is { Implicit: false })
            {
                result.AddError("--serial and --claim-file go together: a claim secret that is on no label would be lost.");
            }
        });
        command.SetAction(parsed => runner.RunOnPort(parsed, (output, port) => Run(runner, parsed, identity, output, port)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, IdentityOptions options, CommandOutput output, TagPort port)
    {
        FirmwareSet firmware = FirmwareSet.Load(parsed.GetValue(CommonOptions.Package)!, parsed.GetValue(CommonOptions.App)!);
        if (firmware.Package.NativeChecksums == null)
        {
            output.Say(new(
                "Note: the package has no native.csv; whether the application's native code fits cannot be checked.",
                "Lưu ý: gói không có native.csv; không kiểm tra được mã native của ứng dụng."));
        }

        using TagIdentity? identity = options.Create(parsed, runner.UtcDay);
        using ClaimFile? claim = options.OpenClaimFile(parsed);
        JobReport report = ProgressView.Run(output, progress =>
            new TagFlasher(port, progress).Flash(firmware, identity, mac => claim?.Store(identity!, mac)));
        claim?.Keep();
        return JobOutput.Finish(output, port, report, identity, parsed.GetValue(Check) ? firmware.Package : null);
    }
}

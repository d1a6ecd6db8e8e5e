using System.CommandLine;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`wipe`: erases identity, log and settings of the plugged-in tag, checks it, and notes it.</summary>
public static class WipeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("wipe", "Erase a tag's key and log / xóa khóa và nhật ký của thẻ")
        {
            CommonOptions.Port, CommonOptions.Package, CommonOptions.Baud, DeskOptions.Registry, DeskOptions.Operator, DeskOptions.Note,
        });
        command.SetAction(parsed => runner.RunOnPort(parsed, (output, port) => Run(runner, parsed, output, port)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, TagPort port)
    {
        FirmwarePackage package = FirmwarePackage.Load(parsed.GetValue(CommonOptions.Package)!);
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        uint serial = 0;
        ProgressView.Run(output, progress => new TagFlasher(port, progress).Wipe(package, mac => serial = Permitted(registry, mac)));
        Tag tag = registry.Tags.Wipe(serial, parsed.GetValue(DeskOptions.Note) ?? string.Empty).Get();
        output.Result(DeskOptions.Json(tag));
        output.Say(DeskOptions.Line(tag));
        output.Say(new("OK", "OK"));
        return ExitCode.Success;
    }

    // Asked before the first erase: the log of a tag that is somebody's is not lost by a slip.
    private static uint Permitted(TagRegistry registry, string mac)
    {
        Tag tag = registry.Tags.FindByMac(mac).Get();
        return TagTransitions.TryNext(tag.State, TagAction.Wipe, out _)
            ? tag.Serial
            : throw RegistryProblems.Of(new Problem(RegistryError.TransitionIllegal, ("serial", tag.Serial), ("state", tag.State), ("action", TagAction.Wipe)));
    }
}

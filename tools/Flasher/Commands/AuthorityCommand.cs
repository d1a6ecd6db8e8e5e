using System.CommandLine;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Exports;

namespace BluezoneTag.Flasher.Commands;

/// <summary>
/// `authority on`, `authority off`, `authority status`, `authority export`: the health authority's release and settings keys, sealed for it
/// (docs/registry.md 6.1). The bench holds the authority's public half only and can read none of them.
/// </summary>
public static class AuthorityCommand
{
    private static readonly Option<string> PublicKey = new("--public-key")
    {
        Description = "The authority's public key for releases, PEM / khóa công khai của cơ quan y tế",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "New file for the officer's desk / tệp mới cho bàn cán bộ y tế",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>The command with its four parts.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command on = CommandRunner.WithCommon(new Command("on", "Keep the authority's keys from now on / bật") { DeskOptions.Registry, DeskOptions.Operator, PublicKey });
        on.SetAction(parsed => runner.Run(parsed, output => Set(runner, parsed, output)));
        Command off = CommandRunner.WithCommon(new Command("off", "Keep none from now on / tắt") { DeskOptions.Registry, DeskOptions.Operator });
        off.SetAction(parsed => runner.Run(parsed, output => Clear(runner, parsed, output)));
        Command status = CommandRunner.WithCommon(new Command("status", "Whether they are kept, and for which key / xem trạng thái") { DeskOptions.Registry });
        status.SetAction(parsed => runner.Run(parsed, output => Status(runner, parsed, output)));
        Command export = CommandRunner.WithCommon(new Command("export", "The sealed keys as a file for the officer; it is recorded / xuất khóa đã niêm phong")
        {
            DeskOptions.Registry, DeskOptions.Operator, Out,
        });
        export.SetAction(parsed => runner.Run(parsed, output => Export(runner, parsed, output)));
        return new Command("authority", "The health authority's keys of each tag, sealed for it; off unless switched on / khóa của cơ quan y tế") { on, off, status, export };
    }

    private static ExitCode Set(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string pem = InputFile.Text(parsed.GetValue(PublicKey)!);
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, mayCreate: true);
        registry.Authority.Set(pem).Get();
        string name = registry.Authority.KeyName().Get();
        output.Result(new { isOn = true, authority = name });
        output.Say(new(
            $"Release and settings keys of tags provisioned from now on are sealed for authority {name}. Compare this name with the officer's.",
            $"Khóa giải phóng và khóa cài đặt của các thẻ nạp từ nay được niêm phong cho cơ quan {name}. Hãy so tên này với tên ở bàn cán bộ y tế."));
        return ExitCode.Success;
    }

    private static ExitCode Clear(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        registry.Authority.Clear().Get();
        output.Result(new { isOn = false });
        output.Say(new("No authority's keys are kept from now on. Earlier ones stay, sealed.", "Từ nay không giữ khóa của cơ quan y tế. Các khóa cũ vẫn còn, đã niêm phong."));
        return ExitCode.Success;
    }

    private static ExitCode Status(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, readOnly: true);
        string name = registry.Authority.KeyName().Get();
        bool isOn = name.Length > 0;
        output.Result(new { isOn, authority = isOn ? name : null });
        output.Say(isOn
            ? new($"The authority's keys are kept, sealed for {name}.", $"Đang giữ khóa của cơ quan y tế, niêm phong cho {name}.")
            : new("The authority's keys are not kept.", "Không giữ khóa của cơ quan y tế."));
        return ExitCode.Success;
    }

    private static ExitCode Export(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string path = parsed.GetValue(Out)!;
        NewFile.Check(path);
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
        (byte[] file, int count) = registry.Authority.Export().Get();
        SafeFile.Write(path, file).Get();
        output.Result(new { file = path, tags = count });
        output.Say(new(
            $"Sealed keys of {count} tags in {path}, and recorded. Take it to the officer's desk; nobody else can open it.",
            $"Khóa đã niêm phong của {count} thẻ trong {path}, đã ghi nhật ký. Mang đến bàn cán bộ y tế; không ai khác mở được."));
        return ExitCode.Success;
    }
}

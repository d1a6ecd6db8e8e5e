using System;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Settings;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;

namespace BluezoneTag.Officer.Commands;

/// <summary>`settings sign`: settings for one tag, for a client to carry.</summary>
public static class SettingsCommand
{
    private static readonly Option<int> Alive = Seconds("--alive", "Seconds between two alive blinks, 30 to 600 / giây giữa hai lần nháy", 60);

    private static readonly Option<int> Checkpoint = Seconds("--checkpoint", "Seconds between two checkpoints, 60 to 300 / giây giữa hai lần lưu", 300);

    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No vibration but for alarms / không rung, trừ báo động" };

    private static readonly Option<uint> Number = new("--number") { Description = "Number of the settings; the next one when left out / số cài đặt", HelpName = "N" };

    private static readonly Option<string> Out = DeskOptions.Required("--out", "New file for the signed settings, hexadecimal / tệp mới cho cài đặt đã ký", "FILE");

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => new("settings", "Settings of a tag / cài đặt của thẻ")
    {
        runner.OnDesk(
            "sign", "Sign settings for one tag / ký cài đặt cho một thẻ", (parsed, output, desk) => Run(runner, parsed, output, desk),
            DeskOptions.Tags, DeskOptions.Tag, Alive, Checkpoint, Quiet, Number, Out, DeskOptions.PassphraseFile),
    };

    private static Option<int> Seconds(string name, string description, int delivered) =>
        new(name) { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => delivered };

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string path = parsed.GetValue(Out)!;
        DeskFiles.CheckFree(path);
        uint serial = DeskOptions.SerialOf(parsed);
        TagKeyRing tags = TagKeyRing.Read(parsed.GetValue(DeskOptions.Tags)!);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(runner.Passphrase(parsed, output));
        using AuthorityTagKeys keys = tags.Present(serial, authority, desk.Keys.OpeningName);
        TagSettings settings = new()
        {
            Version = parsed.GetValue(Number),
            AliveSeconds = parsed.GetValue(Alive),
            CheckpointSeconds = parsed.GetValue(Checkpoint),
            IsQuiet = parsed.GetValue(Quiet),
        };
        byte[] signed = SettingsSigner.Sign(desk, keys, settings);
        desk.Files.Write(path, Encoding.ASCII.GetBytes(Convert.ToHexString(signed) + "\n"), isPublic: true);
        output.Result(new { serial, number = settings.Version, settings = Convert.ToHexString(signed), file = path });
        output.Say(new($"Settings number {settings.Version} for tag {serial} in {path}. No other tag takes them.", $"Cài đặt số {settings.Version} cho thẻ {serial} trong {path}. Thẻ khác không nhận."));
        return ExitCode.Success;
    }
}

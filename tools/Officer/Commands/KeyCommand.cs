using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Officer.Commands;

/// <summary>`key new`, `key show`: the authority's keys. Private halves never leave the desk's key file.</summary>
public static class KeyCommand
{
    private static readonly Option<string?> PublicKey =
        DeskOptions.Optional("--public-key", "New file for the key that the bench seals for, PEM / tệp mới cho khóa công khai mang đến bàn nạp", "FILE");

    private static readonly Option<string?> Fragment =
        DeskOptions.Optional("--config", "New file for the page's /config.json / tệp mới cho cấu hình trang", "FILE");

    private static readonly Option<string?> ListsAt =
        DeskOptions.Optional("--lists-at", "Where the published lists lie, seen from the page, as /lists/ / địa chỉ danh sách", "URL");

    /// <summary>The command with its two parts.</summary>
    public static Command Create(CommandRunner runner) => new("key", "The authority's keys / khóa của cơ quan y tế")
    {
        runner.New("new", "Make a desk with new keys / tạo bàn với khóa mới", (parsed, output) => Make(runner, parsed, output), DeskOptions.PassphraseFile),
        runner.OnDesk("show", "The public keys to pin / khóa công khai", (parsed, output, desk) => Show(parsed, output, desk), PublicKey, Fragment, ListsAt),
    };

    private static ExitCode Make(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        string path = parsed.GetValue(DeskOptions.Desk)!;
        string by = DeskOptions.OfficerOf(parsed);
        if (System.IO.Path.Exists(path))
        {
            throw new OfficerException(OfficerFault.DeskExists, ("path", path));
        }

        OfficerDesk.Make(path, runner.Files, runner.Passphrase(parsed, output), runner.Environment.UtcNowMs, by, runner.Environment.PassphraseRounds);
        using OfficerDesk desk = runner.Open(parsed);
        output.Result(Facts(desk));
        output.Say(new(
            $"A desk with new keys in {path}. Copy keys.json to a safe place now, and keep the passphrase apart from it: if either is lost, so is everything encrypted for these keys.",
            $"Đã tạo bàn với khóa mới trong {path}. Hãy sao keys.json vào nơi an toàn và giữ mật khẩu ở chỗ khác: mất một trong hai là mất mọi thứ đã mã hóa cho các khóa này."));
        SayNames(output, desk);
        return ExitCode.Success;
    }

    private static ExitCode Show(ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string? publicKey = parsed.GetValue(PublicKey);
        string? fragment = parsed.GetValue(Fragment);
        foreach (string path in new[] { publicKey, fragment }.OfType<string>())
        {
            DeskFiles.CheckFree(path);
        }

        if (publicKey != null)
        {
            desk.Files.Write(publicKey, Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", desk.Keys.OpeningKey) + "\n"), isPublic: true);
        }

        if (fragment != null)
        {
            desk.Files.Write(fragment, PageFragment.Of(desk.Keys, ListsOf(desk, parsed.GetValue(ListsAt) ?? "/lists/")), isPublic: true);
        }

        output.Result(Facts(desk));
        SayNames(output, desk);
        if (publicKey == null && fragment == null)
        {
            output.Say(new(Encoding.UTF8.GetString(PageFragment.Of(desk.Keys, [])), Encoding.UTF8.GetString(PageFragment.Of(desk.Keys, []))));
        }

        return ExitCode.Success;
    }

    private static IEnumerable<string> ListsOf(OfficerDesk desk, string at) => desk.State.Lists
        .Where(list => list.IsCurrent(SlotTime.DayOf(desk.NowUtcMs)))
        .Select(list => $"{at.TrimEnd('/')}/{list.Name}.json");

    private static object Facts(OfficerDesk desk) => new
    {
        signing = new { name = desk.Keys.SigningName, publicKey = Convert.ToBase64String(desk.Keys.SigningKey) },
        opening = new { name = desk.Keys.OpeningName, publicKey = Convert.ToBase64String(desk.Keys.OpeningKey) },
    };

    private static void SayNames(CommandOutput output, OfficerDesk desk) => output.Say(new(
        $"Signs lists as {desk.Keys.SigningName}; opens what is encrypted for {desk.Keys.OpeningName}.",
        $"Ký danh sách với tên {desk.Keys.SigningName}; mở những gì mã hóa cho {desk.Keys.OpeningName}."));
}

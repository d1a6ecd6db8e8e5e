using System;
using System.CommandLine;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;

namespace BluezoneTag.Officer.Commands;

/// <summary>`list new`, `list add`, `list sign`, and `withdraw`.</summary>
public static class ListCommand
{
    private const int MaxReasonLength = 200;

    private static readonly Option<string> Level = MakeLevel();

    private static readonly Option<string> Release = DeskOptions.Required("--release", "Id of an opened release of daily keys / mã gói khóa ngày", "ID");

    private static readonly Option<string?> FirstDay = DeskOptions.Optional("--first-day", "First day to list, UTC; all of the release when left out / ngày đầu", "DAY");

    private static readonly Option<string?> LastDay = DeskOptions.Optional("--last-day", "Last day to list, UTC / ngày cuối", "DAY");

    private static readonly Option<string> Reason = DeskOptions.Required("--reason", "Why, for the record; no names / lý do, không ghi tên người", "TEXT");

    /// <summary>The command with its three parts.</summary>
    public static Command Create(CommandRunner runner) => new("list", "Lists of F0 or F1 / danh sách F0 hoặc F1")
    {
        runner.OnDesk("new", "Begin a list / tạo danh sách", Begin, DeskOptions.Name, Level),
        runner.OnDesk(
            "add", "Put a release on it / thêm một gói", (parsed, output, desk) => Add(runner, parsed, output, desk), DeskOptions.Name, Release, FirstDay, LastDay, DeskOptions.PassphraseFile),
        runner.OnDesk("sign", "Sign it; it changes no more / ký danh sách", (parsed, output, desk) => Sign(runner, parsed, output, desk), DeskOptions.Name, DeskOptions.PassphraseFile),
    };

    /// <summary>`withdraw`.</summary>
    public static Command CreateWithdraw(CommandRunner runner) =>
        runner.OnDesk("withdraw", "Withdraw a list / thu hồi danh sách", Withdraw, DeskOptions.Name, Reason);

    private static Option<string> MakeLevel()
    {
        Option<string> option = DeskOptions.Required("--level", "F0: fell ill; F1: met an F0 / cấp", "LEVEL");
        option.AcceptOnlyFromAmong("F0", "F1");
        return option;
    }

    private static ExitCode Begin(ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        ListRecord list = ListDesk.Begin(desk, parsed.GetValue(DeskOptions.Name)!, parsed.GetValue(Level)!);
        output.Result(new { list = list.Name, level = list.Level });
        output.Say(new($"List {list.Name} of {list.Level} begun.", $"Đã tạo danh sách {list.Name} cấp {list.Level}."));
        return ExitCode.Success;
    }

    private static ExitCode Add(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        int? first = DeskOptions.DayOf(parsed, FirstDay);
        int? last = DeskOptions.DayOf(parsed, LastDay);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(runner.Passphrase(parsed, output));
        ListPart part = ListDesk.Add(desk, authority, parsed.GetValue(DeskOptions.Name)!, parsed.GetValue(Release)!, first, last);
        string firstDay = Dates.Text(part.FirstDay);
        string lastDay = Dates.Text(part.LastDay);
        output.Result(new { list = parsed.GetValue(DeskOptions.Name), release = part.Release, firstDay, lastDay });
        output.Say(new(
            $"Release {part.Release} is on the list, {firstDay} to {lastDay}. Its first key also gives the ids of all later days up to the release.",
            $"Gói {part.Release} đã vào danh sách, {firstDay} đến {lastDay}. Khóa đầu cũng suy ra mã của mọi ngày sau đó đến lúc giải phóng."));
        return ExitCode.Success;
    }

    private static ExitCode Sign(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string passphrase = runner.Passphrase(parsed, output);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(passphrase);
        using ECDsa signing = desk.Keys.OpenSigning(passphrase);
        PublishedList list = ListDesk.Sign(desk, authority, signing, parsed.GetValue(DeskOptions.Name)!);
        string id = Convert.ToHexString(list.ListId);
        output.Result(new { list = list.Name, id, entries = list.Entries.Count });
        output.Say(new($"List {list.Name} is signed: {list.Entries.Count} entries, id {id}. `publish` puts it out.", $"Đã ký danh sách {list.Name}: {list.Entries.Count} mục, mã {id}. Dùng `publish` để công bố."));
        return ExitCode.Success;
    }

    private static ExitCode Withdraw(ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string reason = parsed.GetValue(Reason)!.Trim();
        if (reason.Length is 0 or > MaxReasonLength || reason.Any(char.IsControl))
        {
            throw DeskOptions.Invalid(Reason, reason, new("a short reason", "lý do ngắn"));
        }

        ListRecord list = ListDesk.Withdraw(desk, parsed.GetValue(DeskOptions.Name)!, reason);
        output.Result(new { list = list.Name, withdrawn = list.WithdrawnSeconds });
        output.Say(new(
            $"List {list.Name} is withdrawn. Run `publish` now; tags that have checked it keep what they told their wearers.",
            $"Đã thu hồi danh sách {list.Name}. Chạy `publish` ngay; thẻ đã tra vẫn giữ điều đã báo cho người đeo."));
        return ExitCode.Success;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Linq;
using BluezoneTag.Officer.Codes;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;

namespace BluezoneTag.Officer.Commands;

/// <summary>`status`: codes, releases and lists. No code, key or row is shown.</summary>
public static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => runner.OnDesk("status", "Codes, releases and lists / mã, gói và danh sách", Run);

    private static ExitCode Run(ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        DeskState state = desk.State;
        output.Result(new
        {
            codes = state.Codes.Select(code => new { code.Number, code.Serial, challenge = Digits(code), kind = (int)code.Kind, days = Days(code.NewestDay, code.Mask), state = Name(code, desk) }),
            releases = state.Releases.Select(one => new { one.Id, one.Code, kind = (int)one.Kind, days = Days(one.NewestDay, one.Mask), keys = one.KeyCount, contacts = one.ContactCount }),
            lists = state.Lists.Select(list => new { list.Name, list.Level, state = Name(list), list.Parts }),
            publications = state.Publications,
        });
        foreach (CodeRecord code in state.Codes)
        {
            output.Say(new(
                $"code {code.Number}: tag {code.Serial}, challenge {Digits(code)}, {string.Join(" ", Days(code.NewestDay, code.Mask))}: {Name(code, desk)}",
                $"mã {code.Number}: thẻ {code.Serial}, số thử thách {Digits(code)}, {string.Join(" ", Days(code.NewestDay, code.Mask))}: {Vietnamese(Name(code, desk))}"));
        }

        foreach (ReleaseRecord one in state.Releases)
        {
            string days = string.Join(" ", Days(one.NewestDay, one.Mask));
            output.Say(new(
                $"release {one.Id}: kind {(int)one.Kind}, {one.KeyCount} keys, {one.ContactCount} contacts, {days}",
                $"gói {one.Id}: loại {(int)one.Kind}, {one.KeyCount} khóa, {one.ContactCount} tiếp xúc, {days}"));
        }

        foreach (ListRecord list in state.Lists)
        {
            output.Say(new($"list {list.Name}: {list.Level}, {list.Parts.Count} releases, {Name(list)}", $"danh sách {list.Name}: {list.Level}, {list.Parts.Count} gói, {Vietnamese(Name(list))}"));
        }

        return ExitCode.Success;
    }

    private static string Digits(CodeRecord code) => code.Challenge.ToString("00000000", CultureInfo.InvariantCulture);

    private static string[] Days(int newestDay, uint mask) => [.. Dates.Of(newestDay, mask).Select(Dates.Text)];

    private static string Name(CodeRecord code, OfficerDesk desk) => code.Release.Length > 0 ? "used" : code.IsExpired(desk.NowUtcMs) ? "expired" : "open";

    private static string Name(ListRecord list) => list.IsWithdrawn ? "withdrawn" : list.IsSigned ? "signed" : "begun";

    private static string Vietnamese(string name) => name switch
    {
        "used" => "đã dùng",
        "expired" => "hết hạn",
        "open" => "còn hạn",
        "withdrawn" => "đã thu hồi",
        "signed" => "đã ký",
        _ => "đang soạn",
    };
}

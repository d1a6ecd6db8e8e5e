using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Codes;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Commands;

/// <summary>`code`: the one-time code for a release that a wearer asks about.</summary>
public static class CodeCommand
{
    private static readonly Option<string> Challenge = DeskOptions.Required("--challenge", "The eight digits that the page shows / tám chữ số trên trang", "DIGITS");

    private static readonly Option<string> NewestDay = DeskOptions.Required("--newest-day", "The newest of the days, UTC, as 2026-11-21 / ngày mới nhất", "DAY");

    private static readonly Option<string> Days = DeskOptions.Required("--days", "Mask of the days as the page shows it, 7 or 0x7 for three / mặt nạ các ngày", "MASK");

    private static readonly Option<string> Kind = MakeKind();

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => runner.OnDesk(
        "code",
        "A one-time code for a release, recorded / mã dùng một lần cho một lần giải phóng",
        (parsed, output, desk) => Run(runner, parsed, output, desk),
        DeskOptions.Tags, DeskOptions.Tag, Challenge, NewestDay, Days, Kind, DeskOptions.PassphraseFile);

    private static Option<string> MakeKind()
    {
        Option<string> option = DeskOptions.Required("--kind", "subkeys: for the authority's matching; daily: for a list / loại khóa", "KIND");
        option.AcceptOnlyFromAmong("subkeys", "daily");
        return option;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        uint serial = DeskOptions.SerialOf(parsed);
        uint challenge = ChallengeOf(parsed);
        ReleaseRequest request = new()
        {
            Kind = parsed.GetValue(Kind) == "daily" ? ReleaseKind.DailyKeys : ReleaseKind.SubKeys,
            NewestDay = DeskOptions.Day(NewestDay, parsed.GetValue(NewestDay)!),
            Mask = MaskOf(parsed),
        };
        TagKeyRing tags = TagKeyRing.Read(parsed.GetValue(DeskOptions.Tags)!);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(runner.Passphrase(parsed, output));
        (int code, int number) = CodeBook.Make(desk, tags, authority, serial, challenge, request);
        string written = code.ToString("000000", CultureInfo.InvariantCulture);
        string[] days = [.. Dates.Of(request.NewestDay, request.Mask).Select(Dates.Text)];
        output.Result(new { number, serial, code = written, kind = (int)request.Kind, days, validSeconds = CodeRecord.ValidMs / 1000 });
        output.Say(new(
            $"Code {written[..3]} {written[3..]} for tag {serial}, number {number}, within {CodeRecord.ValidMs / 60_000} minutes.",
            $"Mã {written[..3]} {written[3..]} cho thẻ {serial}, số {number}, trong {CodeRecord.ValidMs / 60_000} phút."));
        output.Say(new(
            $"The wearer must have agreed to these days (UTC), and must hold the button: {string.Join(", ", days)}.",
            $"Người đeo phải đồng ý cho các ngày này (UTC) và phải giữ nút: {string.Join(", ", days)}."));
        return ExitCode.Success;
    }

    // Eight digits as shown; blanks in the middle are how people say them.
    private static uint ChallengeOf(ParseResult parsed)
    {
        string text = parsed.GetValue(Challenge)!;
        string digits = text.Replace(" ", string.Empty, System.StringComparison.Ordinal);
        return digits.Length == 8 && uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint challenge)
            ? challenge
            : throw DeskOptions.Invalid(Challenge, text, new("all eight digits", "đủ tám chữ số"));
    }

    private static uint MaskOf(ParseResult parsed)
    {
        string text = parsed.GetValue(Days)!;
        bool isHex = text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint mask)
            ? mask
            : throw DeskOptions.Invalid(Days, text, new("the mask as a number, 7 or 0x7", "mặt nạ dạng số, 7 hoặc 0x7"));
    }
}

using System.CommandLine;
using System.Globalization;
using System.Linq;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Registry.Labels;

namespace BluezoneTag.Officer.Commands;

/// <summary>Options that several commands share, described in both languages.</summary>
public static class DeskOptions
{
    private const int MaxOfficerLength = 64;

    /// <summary>--desk.</summary>
    public static readonly Option<string> Desk = Required("--desk", "The desk's folder / thư mục của bàn", "FOLDER");

    /// <summary>--officer.</summary>
    public static readonly Option<string> Officer = new("--officer")
    {
        Description = "Who works: a label, better than a name / nhãn người thao tác",
        HelpName = "LABEL",
        DefaultValueFactory = _ => "officer",
    };

    /// <summary>--json.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output / kết quả dạng JSON" };

    /// <summary>--lang.</summary>
    public static readonly Option<string?> Lang = MakeLang();

    /// <summary>--passphrase-file.</summary>
    public static readonly Option<string?> PassphraseFile = Optional("--passphrase-file", "File with the passphrase in its first line / tệp chứa mật khẩu", "FILE");

    /// <summary>--tags.</summary>
    public static readonly Option<string> Tags = Required("--tags", "The bench's file with the tags' sealed keys / tệp khóa niêm phong từ bàn nạp", "FILE");

    /// <summary>--tag.</summary>
    public static readonly Option<string> Tag = Required("--tag", "Serial (7407) or short code of the label (007407-90) / số thẻ hoặc mã ngắn", "NUMBER");

    /// <summary>--name.</summary>
    public static readonly Option<string> Name = Required("--name", "Name of the list / tên danh sách", "NAME");

    /// <summary>An option that must be given.</summary>
    public static Option<string> Required(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName, Required = true };

    /// <summary>An option that may be given.</summary>
    public static Option<string?> Optional(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    /// <summary>Who works. Throws <see cref="OfficerException"/>.</summary>
    public static string OfficerOf(ParseResult parsed)
    {
        string label = parsed.GetValue(Officer) ?? string.Empty;
        return label.Trim().Length is > 0 and <= MaxOfficerLength && !label.Any(char.IsControl)
            ? label.Trim()
            : throw Invalid(Officer, label, new("a short label", "nhãn ngắn"));
    }

    /// <summary>The serial on the command line. Throws <see cref="OfficerException"/>.</summary>
    public static uint SerialOf(ParseResult parsed)
    {
        string text = parsed.GetValue(Tag)!;
        if (text.Contains('-', System.StringComparison.Ordinal) && ShortCode.TryParse(text, out uint? serial))
        {
            return serial.Value;
        }

        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number > 0
            ? number
            : throw Invalid(Tag, text, new("the serial (7407) or the short code with its check digits (007407-90)", "số thẻ (7407) hoặc mã ngắn có số kiểm tra (007407-90)"));
    }

    /// <summary>A UTC day; null when the option is not there. Throws <see cref="OfficerException"/>.</summary>
    public static int? DayOf(ParseResult parsed, Option<string?> option)
    {
        string? text = parsed.GetValue(option);
        return text == null ? null : Day(option, text);
    }

    /// <summary>A UTC day. Throws <see cref="OfficerException"/>.</summary>
    public static int Day(Option option, string text) =>
        Dates.TryParse(text, out int day) ? day : throw Invalid(option, text, new("a day as 2026-11-21", "ngày dạng 2026-11-21"));

    /// <summary>What is thrown for a value that cannot be.</summary>
    public static OfficerException Invalid(Option option, string value, Text wanted) =>
        new(OfficerFault.ValueInvalid, ("option", option.Name), ("value", value), ("wanted", wanted));

    private static Option<string?> MakeLang()
    {
        Option<string?> option = Optional("--lang", "Language / ngôn ngữ: vi, en", "LANG");
        option.AcceptOnlyFromAmong("vi", "en");
        return option;
    }
}

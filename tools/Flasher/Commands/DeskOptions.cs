using System.CommandLine;
using System.Globalization;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Registry.Tags;
using RegistryMessages = BluezoneTag.Registry.Results.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Options of the commands that keep the registry.</summary>
public static class DeskOptions
{
    /// <summary>--registry.</summary>
    public static readonly Option<string> Registry = new("--registry")
    {
        Description = "The registry's file / tệp sổ đăng ký",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>--operator.</summary>
    public static readonly Option<string> Operator = new("--operator")
    {
        Description = "Who works: a label, better than a name / nhãn người thao tác",
        HelpName = "LABEL",
        DefaultValueFactory = _ => "bench",
    };

    /// <summary>--tag.</summary>
    public static readonly Option<string> Tag = new("--tag")
    {
        Description = "Serial (7407) or short code of the label (007407-90) / số thẻ hoặc mã ngắn",
        HelpName = "NUMBER",
        Required = true,
    };

    /// <summary>--note.</summary>
    public static readonly Option<string> Note = new("--note")
    {
        Description = "Remark for the record; no names / ghi chú, không ghi tên người",
        HelpName = "TEXT",
        DefaultValueFactory = _ => string.Empty,
    };

    /// <summary>--passphrase-file.</summary>
    public static readonly Option<string?> PassphraseFile = new("--passphrase-file")
    {
        Description = "File with the passphrase in its first line / tệp chứa mật khẩu",
        HelpName = "FILE",
    };

    /// <summary>Opens the registry, making it when <paramref name="mayCreate"/>. Throws <see cref="FlasherException"/>.</summary>
    public static TagRegistry Open(ParseResult parsed, ToolEnvironment environment, bool mayCreate = false, bool readOnly = false)
    {
        var options = new RegistryOptions(parsed.GetValue(Operator) ?? "bench", new EnvironmentTime(environment.UtcNowMs))
        {
            ReadOnly = readOnly,
            MaxPageCount = environment.RegistryPageLimit,
        };
        string path = parsed.GetValue(Registry)!;
        return (mayCreate ? TagRegistry.OpenOrCreate(path, options) : TagRegistry.Open(path, options)).Get();
    }

    /// <summary>The serial on the command line. Throws <see cref="FlasherException"/>.</summary>
    public static uint SerialOf(ParseResult parsed)
    {
        string text = parsed.GetValue(Tag)!;
        if (text.Contains('-', System.StringComparison.Ordinal) && ShortCode.TryParse(text, out uint? serial))
        {
            return serial.Value;
        }

        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number > 0
            ? number
            : throw new FlasherException(
                ExitCode.Usage,
                new($"--tag: '{text}' is no number of a tag.", $"--tag: '{text}' không phải số thẻ."),
                new(
                    "Write the serial (7407), or the short code with its hyphen and check digits (007407-90), as on the label.",
                    "Ghi số thẻ (7407), hoặc mã ngắn có gạch nối và số kiểm tra (007407-90), như trên nhãn."));
    }

    /// <summary>A tag for JSON output.</summary>
    public static object Json(Tag tag) => new
    {
        tag.Serial,
        shortCode = ShortCode.Of(tag.Serial),
        tag.State,
        tag.Holder,
        tag.Mac,
        tag.Chip,
        tag.Firmware,
        tag.Generation,
        tag.IsLabelled,
        tag.Note,
        tag.Operator,
        tag.ChangedUtcMs,
    };

    /// <summary>A tag in one line.</summary>
    public static Text Line(Tag tag)
    {
        string english = RegistryMessages.Of(tag.State, Language.English);
        string vietnamese = RegistryMessages.Of(tag.State, Language.Vietnamese);
        string place = $"{ShortCode.Of(tag.Serial),-14} {MacAddress.Display(tag.Mac)}  {tag.Firmware}";
        return new(
            $"{place}  {english}{(tag.Holder is uint one ? $" (holder {one})" : string.Empty)}{(IsWithoutLabel(tag) ? ", no label" : string.Empty)}",
            $"{place}  {vietnamese}{(tag.Holder is uint two ? $" (người đeo {two})" : string.Empty)}{(IsWithoutLabel(tag) ? ", chưa có nhãn" : string.Empty)}");
    }

    private static bool IsWithoutLabel(Tag tag) => tag is { State: TagState.Provisioned, IsLabelled: false };
}

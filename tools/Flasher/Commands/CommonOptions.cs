using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Options that several commands share, described in both languages.</summary>
public static class CommonOptions
{
    private static readonly int[] Rates = [115200, 230400, 460800, 921600];

    /// <summary>--json.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output / kết quả dạng JSON" };

    /// <summary>--lang.</summary>
    public static readonly Option<string?> Lang = MakeLang();

    /// <summary>--port.</summary>
    public static readonly Option<string?> Port = new("--port")
    {
        Description = "Serial port, or tcp:HOST:PORT; may be left out when only one tag is plugged in / cổng nối tiếp",
        HelpName = "PORT",
    };

    /// <summary>--package.</summary>
    public static readonly Option<string> Package = new("--package")
    {
        Description = "nanoCLR firmware package, folder or zip / gói firmware nanoCLR",
        HelpName = "PATH",
        Required = true,
    };

    /// <summary>--app.</summary>
    public static readonly Option<string> App = new("--app")
    {
        Description = "Folder of .pe files, or a deployment image / thư mục .pe hoặc ảnh triển khai",
        HelpName = "PATH",
        Required = true,
    };

    /// <summary>--baud.</summary>
    public static readonly Option<int> Baud = MakeBaud();

    /// <summary>The port named on the command line, or the only one there is. Throws <see cref="FlasherException"/>.</summary>
    public static string PortOf(ParseResult parsed, ToolEnvironment environment)
    {
        string? name = parsed.GetValue(Port);
        if (name != null)
        {
            return name;
        }

        IReadOnlyList<PortInfo> all = environment.Ports.All();
        PortInfo[] tags = [.. all.Where(one => one.Kind != PortKind.Unknown)];
        return tags.Length == 1 ? tags[0].Name : throw PortProblems.NotTheOnlyOne(tags.Select(one => one.Name));
    }

    private static Option<string?> MakeLang()
    {
        var option = new Option<string?>("--lang") { Description = "Language / ngôn ngữ: vi, en", HelpName = "LANG" };
        option.AcceptOnlyFromAmong("vi", "en");
        return option;
    }

    private static Option<int> MakeBaud()
    {
        var option = new Option<int>("--baud")
        {
            Description = $"Bits per second: {string.Join(", ", Rates)} / tốc độ",
            HelpName = "N",
            DefaultValueFactory = _ => Rates[^1],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int baud) || !Rates.Contains(baud)))
            {
                result.AddError($"--baud must be one of {string.Join(", ", Rates)}, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }
}

using System.CommandLine;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;

namespace BluezoneTag.Officer.Commands;

/// <summary>`publish`: what is in force as static files for any web server.</summary>
public static class PublishCommand
{
    private static readonly Option<string> To = DeskOptions.Required("--to", "Folder for the static files / thư mục tệp tĩnh", "FOLDER");

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => runner.OnDesk(
        "publish", "Write index and lists as static files / công bố dạng tệp tĩnh", (parsed, output, desk) => Run(runner, parsed, output, desk), To, DeskOptions.PassphraseFile);

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string folder = parsed.GetValue(To)!;
        using ECDsa signing = desk.Keys.OpenSigning(runner.Passphrase(parsed, output));
        PublishedIndex index = Publisher.Publish(desk, signing, folder);
        string[] lists = [.. index.Lists.Select(list => list.Name)];
        output.Result(new { number = index.Number, lists, withdrawn = index.Withdrawn.Select(one => one.Name), folder });
        output.Say(new(
            $"Publication {index.Number} in {folder}: {(lists.Length == 0 ? "no list" : string.Join(", ", lists))}. Copy the folder to the web server, index.json last.",
            $"Lần công bố {index.Number} trong {folder}: {(lists.Length == 0 ? "không có danh sách" : string.Join(", ", lists))}. Chép thư mục lên máy chủ, index.json sau cùng."));
        return ExitCode.Success;
    }
}

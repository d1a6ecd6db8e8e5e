using System.CommandLine;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;

namespace BluezoneTag.Officer.Commands;

/// <summary>`open`: takes a release in. It stays encrypted; its rows go to a file in clear only when asked for, and that is recorded.</summary>
public static class OpenCommand
{
    private static readonly Option<string> Package = DeskOptions.Required("--package", "The package as the page saved or sent it / gói giải phóng", "FILE");

    private static readonly Option<int?> Code = new("--code") { Description = "Number of its code, when several fit / số của mã", HelpName = "NUMBER" };

    private static readonly Option<string?> Rows =
        DeskOptions.Optional("--rows", "New file for its ids and contacts in clear, its owner's alone / tệp mới cho dữ liệu không mã hóa", "FILE");

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) => runner.OnDesk(
        "open", "Check a release and store it / kiểm tra và lưu gói giải phóng", (parsed, output, desk) => Run(runner, parsed, output, desk), Package, DeskOptions.Tags, Code, Rows, DeskOptions.PassphraseFile);

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output, OfficerDesk desk)
    {
        string? rows = parsed.GetValue(Rows);
        if (rows != null)
        {
            DeskFiles.CheckFree(rows);
        }

        TagKeyRing tags = TagKeyRing.Read(parsed.GetValue(DeskOptions.Tags)!);
        using ECDiffieHellman authority = desk.Keys.OpenOpening(runner.Passphrase(parsed, output));
        ReleaseRecord record = ReleaseStore.Take(desk, authority, tags, parsed.GetValue(Package)!, parsed.GetValue(Code));
        if (rows != null)
        {
            WriteRows(desk, authority, record, rows);
        }

        string[] days = [.. Dates.Of(record.NewestDay, record.Mask).Select(Dates.Text)];
        output.Result(new { release = record.Id, code = record.Code, kind = (int)record.Kind, days, keys = record.KeyCount, contacts = record.ContactCount, rows });
        output.Say(new(
            $"Release {record.Id}: {record.KeyCount} keys and {record.ContactCount} contacts of {string.Join(", ", days)} (UTC), stored encrypted. Code {record.Code} is used up.",
            $"Gói {record.Id}: {record.KeyCount} khóa và {record.ContactCount} tiếp xúc của {string.Join(", ", days)} (UTC), đã lưu ở dạng mã hóa. Mã {record.Code} đã dùng."));
        return ExitCode.Success;
    }

    private static void WriteRows(OfficerDesk desk, ECDiffieHellman authority, ReleaseRecord record, string path)
    {
        using OpenedRelease release = ReleaseStore.Open(desk, authority, record);
        byte[] file = RowsFile.Of(record.Id, release);
        desk.Record(DeskEvent.RowsWritten, ("release", record.Id));
        desk.Files.Write(path, file);
        CryptographicOperations.ZeroMemory(file);
    }
}

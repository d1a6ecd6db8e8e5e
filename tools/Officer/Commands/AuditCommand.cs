using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Registry.Auditing;

namespace BluezoneTag.Officer.Commands;

/// <summary>`audit`: verifies the log and the files it speaks of, and shows the entries.</summary>
public static class AuditCommand
{
    private static readonly Option<string?> Head = DeskOptions.Optional("--head", "A head noted earlier / mã cuối đã ghi", "HEAD");

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner) =>
        runner.New("audit", "Verify the log and show it / kiểm tra và xem nhật ký", (parsed, output) => Run(runner, parsed, output), Head);

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        using OfficerDesk desk = runner.Open(parsed, HeadOf(parsed));
        CheckFiles(desk);
        output.Result(new
        {
            head = desk.Log.Head.ToString(),
            entries = desk.Log.Entries.Select(entry => new { entry.Number, entry.UtcMs, entry.By, entry.Event, entry.Facts }),
        });
        foreach (DeskLogEntry entry in desk.Log.Entries)
        {
            string time = DateTimeOffset.FromUnixTimeMilliseconds(entry.UtcMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            string line = $"{entry.Number,5} {time} {entry.By}: {entry.Event} {string.Join(", ", entry.Facts.Select(fact => $"{fact.Key} {fact.Value}"))}";
            output.Say(new(line, line));
        }

        output.Say(new($"The log holds. Head, to be noted elsewhere: {desk.Log.Head}", $"Nhật ký hợp lệ. Mã cuối, hãy ghi lại ở nơi khác: {desk.Log.Head}"));
        return ExitCode.Success;
    }

    private static AuditHead? HeadOf(ParseResult parsed)
    {
        string? text = parsed.GetValue(Head);
        return text == null ? null : AuditHead.TryParse(text, out AuditHead? head) ? head : throw DeskOptions.Invalid(Head, text, new("the head as it was printed", "mã cuối như đã in"));
    }

    private static void CheckFiles(OfficerDesk desk)
    {
        foreach (ReleaseRecord release in desk.State.Releases)
        {
            _ = OfficerDesk.ReadRecorded(desk.Folder.Release(release.Id), release.Sha256);
        }

        foreach (ListRecord list in desk.State.Lists.Where(list => list.IsSigned))
        {
            _ = OfficerDesk.ReadRecorded(desk.Folder.List(list.Name), list.Sha256);
        }
    }
}

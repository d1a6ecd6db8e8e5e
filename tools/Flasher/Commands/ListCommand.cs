using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Tags;
using RegistryMessages = BluezoneTag.Registry.Results.Messages;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`list`: tags, figures, and whether the audit trail holds.</summary>
public static class ListCommand
{
    private static readonly Option<TagState[]> States = new("--state") { Description = "Only these states / chỉ các trạng thái này", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<bool> Unlabelled = new("--without-label") { Description = "Only tags that must be plugged in again for a label / chỉ thẻ chưa có nhãn" };

    private static readonly Option<bool> Unfinished = new("--unfinished") { Description = "Only tags whose last run was not finished / chỉ thẻ chưa xong" };

    private static readonly Option<string?> Head = new("--head") { Description = "A head noted earlier: it must be in the trail / mã nhật ký đã ghi", HelpName = "HEAD" };

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("list", "Tags of the registry, and its audit head / danh sách thẻ")
        {
            DeskOptions.Registry, States, Unlabelled, Unfinished, Head,
        });
        command.SetAction(parsed => runner.Run(parsed, output => Run(runner, parsed, output)));
        return command;
    }

    private static ExitCode Run(CommandRunner runner, ParseResult parsed, CommandOutput output)
    {
        AuditHead? noted = NotedHead(parsed.GetValue(Head));
        using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment, readOnly: true);
        AuditHead head = registry.Audit.Verify(noted).Get();
        IReadOnlyList<Tag> tags = registry.Tags.List(new TagFilter
        {
            States = parsed.GetValue(States) ?? [],
            OnlyWithoutLabel = parsed.GetValue(Unlabelled),
            OnlyUnfinished = parsed.GetValue(Unfinished),
        }).Get();
        Statistics figures = registry.Tags.Count().Get();
        output.Result(new { tags = tags.Select(DeskOptions.Json), figures.TagsByState, figures.WithoutLabel, figures.KeysOpen, auditHead = head.ToString() });
        tags.ToList().ForEach(one => output.Say(DeskOptions.Line(one)));
        output.Say(new(Figures(figures, Language.English), Figures(figures, Language.Vietnamese)));
        output.Say(new($"The audit trail holds. Head, to be noted: {head}", $"Nhật ký khớp. Mã cuối, hãy ghi lại: {head}"));
        return ExitCode.Success;
    }

    private static AuditHead? NotedHead(string? text) => text == null ? null
        : AuditHead.TryParse(text, out AuditHead? head) ? head
        : throw new FlasherException(
            ExitCode.Usage,
            new($"--head: '{text}' is no audit head.", $"--head: '{text}' không phải mã nhật ký."),
            new("Write it as it was noted: 117-9F3A61C2-0B7DE594-40236DC9.", "Ghi đúng như đã chép: 117-9F3A61C2-0B7DE594-40236DC9."));

    private static string Figures(Statistics figures, Language language) =>
        string.Join(", ", figures.TagsByState.Where(one => one.Value > 0).Select(one => $"{one.Value} {RegistryMessages.Of(one.Key, language)}"));
}

using System;
using System.CommandLine;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`issue`, `return`, `lost`, `defect`: one tag changes its state, on record only.</summary>
public static class TagCommands
{
    private static readonly Option<uint> Holder = new("--holder") { Description = "Number of the holder, 1 or more / số người đeo", HelpName = "N", Required = true };

    private static readonly Option<bool> WithoutLabel = new("--without-label")
    {
        Description = "Even when no label was made: no phone can claim the tag / cả khi chưa có nhãn",
    };

    /// <summary>`issue`.</summary>
    public static Command Issue(CommandRunner runner)
    {
        Command command = New(runner, "issue", "Give a tag to a holder / cấp thẻ", (parsed, tags, serial) =>
            tags.Issue(serial, parsed.GetValue(Holder), parsed.GetValue(WithoutLabel)));
        command.Add(Holder);
        command.Add(WithoutLabel);
        return command;
    }

    /// <summary>`return`.</summary>
    public static Command Return(CommandRunner runner) =>
        Noted(runner, "return", "Take a tag back, or note that a lost one was found / thu hồi thẻ", (tags, serial, note) => tags.Return(serial, note));

    /// <summary>`lost`.</summary>
    public static Command Lost(CommandRunner runner) =>
        Noted(runner, "lost", "Note that a tag is missing / báo mất thẻ", (tags, serial, note) => tags.MarkLost(serial, note));

    /// <summary>`defect`.</summary>
    public static Command Defect(CommandRunner runner) =>
        Noted(runner, "defect", "Note that a tag is broken / báo hỏng thẻ", (tags, serial, note) => tags.MarkDefect(serial, note));

    private static Command Noted(CommandRunner runner, string name, string description, Func<TagDesk, uint, string, Result<Tag>> change)
    {
        Command command = New(runner, name, description, (parsed, tags, serial) => change(tags, serial, parsed.GetValue(DeskOptions.Note) ?? string.Empty));
        command.Add(DeskOptions.Note);
        return command;
    }

    private static Command New(CommandRunner runner, string name, string description, Func<ParseResult, TagDesk, uint, Result<Tag>> change)
    {
        Command command = CommandRunner.WithCommon(new Command(name, description) { DeskOptions.Registry, DeskOptions.Operator, DeskOptions.Tag });
        command.SetAction(parsed => runner.Run(parsed, output =>
        {
            uint serial = DeskOptions.SerialOf(parsed);
            using TagRegistry registry = DeskOptions.Open(parsed, runner.Environment);
            Tag tag = change(parsed, registry.Tags, serial).Get();
            output.Result(DeskOptions.Json(tag));
            output.Say(DeskOptions.Line(tag));
            return ExitCode.Success;
        }));
        return command;
    }
}

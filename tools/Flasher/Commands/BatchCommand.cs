using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.Flasher.Desk;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Registry;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`batch`: tag after tag, several at once, each from blank to labelled and on record.</summary>
public sealed class BatchCommand
{
    private readonly CommandRunner _runner;
    private readonly IdentityOptions _identity = new();
    private readonly LabelOptions _labels = new();

    private readonly Option<string[]> _ports = new("--port")
    {
        Description = "Only these ports, each once; may end in +N for N neighbouring TCP ports. Else: whatever is plugged in / chỉ các cổng này",
        HelpName = "PORT",
    };

    private readonly Option<int> _lanes = new("--lanes") { Description = "Ports worked on at once / số cổng cùng lúc", HelpName = "N", DefaultValueFactory = _ => 4 };

    private readonly Option<int> _count = new("--count") { Description = "End after N tags are OK; 0 for no end / dừng sau N thẻ", HelpName = "N" };

    private readonly Option<int> _idle = new("--idle")
    {
        Description = "End when no tag was plugged in for so many minutes; 0 for never / tự dừng khi không có thẻ",
        HelpName = "MIN",
        DefaultValueFactory = _ => 120,
    };

    private readonly Option<bool> _check = new("--check") { Description = "Ask each started tag over the wire protocol / hỏi lại từng thẻ" };

    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "New keys for tags that already have one; their labels become worthless / cấp khóa mới cho thẻ đã nạp",
    };

    private BatchCommand(CommandRunner runner)
    {
        _runner = runner;
    }

    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        var batch = new BatchCommand(runner);
        Command command = CommandRunner.WithCommon(new Command("batch", "Tag after tag: flash, key, record, label / nạp hàng loạt")
        {
            CommonOptions.Package, CommonOptions.App, DeskOptions.Registry, DeskOptions.Operator, CommonOptions.Baud, batch._identity.UtcOffset,
            batch._ports, batch._lanes, batch._count, batch._idle, batch._check, batch._replace,
        });
        batch._labels.AddTo(command);
        command.SetAction(parsed => runner.Run(parsed, output => batch.Run(parsed, output)));
        return command;
    }

    private ExitCode Run(ParseResult parsed, CommandOutput output)
    {
        IReadOnlyList<string> named = PortNames.Expand(parsed.GetValue(_ports) ?? []);
        FirmwareSet firmware = FirmwareSet.Load(parsed.GetValue(CommonOptions.Package)!, parsed.GetValue(CommonOptions.App)!);
        using TagRegistry registry = DeskOptions.Open(parsed, _runner.Environment, mayCreate: true);
        SayUnfinished(output, registry.Provisioning.AbandonOpen("restarted").Get().Count);
        var tray = new LabelTray(registry, _labels.Of(parsed), parsed.GetValue(_labels.Sheet)!);
        var settings = new BatchSettings
        {
            Firmware = firmware,
            CreationDay = _runner.UtcDay,
            UtcOffsetMinutes = parsed.GetValue(_identity.UtcOffset),
            IsChecked = parsed.GetValue(_check),
            Replaces = parsed.GetValue(_replace),
        };
        var view = new BatchView(output, _runner.Environment.Clock, _runner.Environment.AtBatchOutcome);
        using var interrupt = new Interrupt();
        try
        {
            var provisioner = new TagProvisioner(registry, tray, settings, _runner.Environment.AtBatchStep);
            view.Show(() => RunPorts(parsed, named, view, provisioner, interrupt.Token));
        }
        catch (OperationCanceledException)
        {
            Summary(output, view, tray, registry, ExitCode.Interrupted);
            return ExitCode.Interrupted;
        }

        ExitCode code = view.Unfinished.Count == 0 ? ExitCode.Success : view.Unfinished[0].Problem!.Code;
        Summary(output, view, tray, registry, code);
        return code;
    }

    private void RunPorts(ParseResult parsed, IReadOnlyList<string> named, BatchView view, TagProvisioner provisioner, CancellationToken cancellation)
    {
        ToolEnvironment environment = _runner.Environment;
        var batch = new BatchRunner(Work, view, cancellation);
        if (named.Count > 0)
        {
            batch.RunNamed(named, Math.Max(1, parsed.GetValue(_lanes)));
            return;
        }

        int wanted = parsed.GetValue(_count);
        var idle = TimeSpan.FromMinutes(Math.Max(0, parsed.GetValue(_idle)));
        batch.RunPlugged(environment.Ports, environment.Clock, () => wanted > 0 && view.All.Count(one => one.Sign == BatchSign.Ok) >= wanted, idle);

        BatchOutcome Work(string name)
        {
            using var port = new TagPort(name, parsed.GetValue(CommonOptions.Baud), environment.Links, environment.Ports, environment.Clock, cancellation);
            return view.Watch(name, progress => provisioner.Run(port, progress));
        }
    }

    private static void SayUnfinished(CommandOutput output, int count)
    {
        if (count > 0)
        {
            output.Say(new(
                $"An earlier run ended in the middle: {count} tags were not finished. Plug them in again; their keys are burnt, their numbers stay.",
                $"Lần chạy trước dừng giữa chừng: {count} thẻ chưa xong. Hãy cắm lại; khóa cũ đã bị hủy, số thẻ vẫn giữ."));
        }
    }

    private static void Summary(CommandOutput output, BatchView view, LabelTray tray, TagRegistry registry, ExitCode code)
    {
        IReadOnlyList<BatchOutcome> all = view.All;
        int Of(BatchSign sign) => all.Count(one => one.Sign == sign);
        string head = registry.Audit.Head().Get().ToString();
        int withoutLabel = registry.Tags.Count().Get().WithoutLabel;
        output.Say(new($"{Of(BatchSign.Ok)} OK, {Of(BatchSign.Skip)} SKIP, {Of(BatchSign.Error)} ERROR", $"{Of(BatchSign.Ok)} OK, {Of(BatchSign.Skip)} SKIP, {Of(BatchSign.Error)} LỖI"));
        if (tray.Count > 0)
        {
            output.Say(new($"Labels (secret, delete after printing): {tray.Path}", $"Nhãn (bí mật, xóa sau khi in): {tray.Path}"));
        }

        if (withoutLabel > 0)
        {
            output.Say(new($"{withoutLabel} tags have no label: plug them in again.", $"{withoutLabel} thẻ chưa có nhãn: hãy cắm lại."));
        }

        output.Say(new($"Audit head, to be noted: {head}", $"Mã cuối nhật ký, hãy ghi lại: {head}"));
        object? labels = tray.Count > 0 ? tray.Path : null;
        output.Result(new { tags = all.Select(Json), labels, withoutLabel, auditHead = head }, code);
    }

    private static object Json(BatchOutcome one) => new
    {
        one.Port,
        one.Sign,
        one.Serial,
        mac = one.Report?.Mac,
        seconds = one.Report?.Total.TotalSeconds,
        restarts = one.Report?.Restarts,
        exitCode = (int)(one.Problem?.Code ?? ExitCode.Success),
        what = one.Problem == null ? null : new { en = one.Problem.What.English, vi = one.Problem.What.Vietnamese },
        next = one.Problem == null ? null : new { en = one.Problem.Next.English, vi = one.Problem.Next.Vietnamese },
    };
}

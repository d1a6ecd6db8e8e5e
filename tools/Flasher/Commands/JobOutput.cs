using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.WireProtocol;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Prints a finished job, and does what follows it: the check of the started tag.</summary>
public static class JobOutput
{
    /// <summary>Checks the started tag when asked to, then prints everything once.</summary>
    public static ExitCode Finish(CommandOutput output, TagPort port, JobReport report, TagIdentity? identity, FirmwarePackage? check)
    {
        Say(output, report);
        TargetInfo? target = check == null || report.Start == StartKind.NeedsPowerCycle ? null : new BootCheck(port).Run(check);
        if (target != null)
        {
            SayTarget(output, target);
        }

        output.Result(new
        {
            report.Port,
            report.Chip,
            report.Mac,
            serial = identity?.Serial,
            report.FlashBytes,
            sha256 = report.Sha256OfRegion,
            report.Start,
            report.Baud,
            report.BlockSize,
            report.Restarts,
            payloadBytes = report.PayloadBytes,
            report.SentBytes,
            report.ReceivedBytes,
            seconds = report.Total.TotalSeconds,
            lineFloorSeconds = report.LineFloor.TotalSeconds,
            wireEfficiency = report.WireEfficiency,
            target,
        });
        output.Say(new("OK", "OK"));
        return ExitCode.Success;
    }

    /// <summary>What runs on the tag.</summary>
    public static void SayTarget(CommandOutput output, TargetInfo target) => output.Say(new(
        $"The tag runs: {target.Target}, nanoCLR {target.ClrVersion}", $"Thẻ đang chạy: {target.Target}, nanoCLR {target.ClrVersion}"));

    private static void Say(CommandOutput output, JobReport report)
    {
        // USB-Serial-JTAG and TCP have no rate that could be used well or badly.
        string line = report.WireEfficiency > 1 ? string.Empty : $", {report.Baud} baud, {report.WireEfficiency:P0}";
        output.Say(new(
            $"{report.Chip} {report.Mac}: {report.PayloadBytes:N0} bytes compressed, {report.Total.TotalSeconds:F1} s{line}, restarts {report.Restarts}",
            $"{report.Chip} {report.Mac}: {report.PayloadBytes:N0} byte nén, {report.Total.TotalSeconds:F1} giây{line}, ghi lại {report.Restarts} lần"));
        output.Say(new("Every region was checked by MD5 after the last write.", "Mọi vùng đã được kiểm tra MD5 sau lần ghi cuối."));
        if (report.Start == StartKind.NeedsPowerCycle)
        {
            output.Say(new(
                "This port cannot start the tag: unplug it and plug it in again.", "Cổng này không khởi động được thẻ: rút thẻ ra rồi cắm lại."));
        }
    }
}

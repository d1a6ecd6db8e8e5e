using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`doctor`: looks for what usually keeps a tag from being found.</summary>
public static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("doctor", "Drivers, permissions, ModemManager, cable / trình điều khiển, quyền, cáp"));
        command.SetAction(parsed => runner.Run(parsed, output => Examine(output, new Doctor(runner.Environment.Ports, runner.Environment.Links))));
        return command;
    }

    private static ExitCode Examine(CommandOutput output, Doctor doctor)
    {
        IReadOnlyList<Diagnosis> findings = doctor.Examine();
        ExitCode code = findings.All(one => one.IsGood) ? ExitCode.Success : ExitCode.Port;
        output.Result(findings.Select(one => new { one.IsGood, what = Both(one.What), next = one.Next == null ? null : Both(one.Next) }), code);
        foreach (Diagnosis one in findings)
        {
            output.Say(new($"[{(one.IsGood ? "ok" : "!!")}] {one.What.English}", $"[{(one.IsGood ? "ok" : "!!")}] {one.What.Vietnamese}"));
            if (one.Next != null)
            {
                output.Say(new($"     -> {one.Next.English}", $"     -> {one.Next.Vietnamese}"));
            }
        }

        return code;
    }

    private static object Both(Text text) => new { en = text.English, vi = text.Vietnamese };
}

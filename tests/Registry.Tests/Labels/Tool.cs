using System.ComponentModel;
using System.Diagnostics;

namespace BluezoneTag.Registry.Tests.Labels;

/// <summary>Another program, an independent opinion about what we made. Not everybody has it.</summary>
internal static class Tool
{
    /// <summary>What it printed; null when this machine does not have it.</summary>
    public static string? Run(string program, params string[] arguments)
    {
        ProcessStartInfo info = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(info)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

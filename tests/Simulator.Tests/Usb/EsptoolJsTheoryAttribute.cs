using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>A theory that needs node and esptool-js (npm ci --prefix tests/Peers); skipped, with what to do, when either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EsptoolJsTheoryAttribute : TheoryAttribute
{
    // Far more than a run takes; one that hangs is killed and fails.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly Lazy<string?> Missing = new(FindMissing);

    public EsptoolJsTheoryAttribute()
    {
        Skip = Missing.Value;
    }

    /// <summary>tests/Peers, or null outside a working copy.</summary>
    public static string? Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            {
                string peers = Path.Combine(folder.FullName, "tests", "Peers");
                if (File.Exists(Path.Combine(peers, "package-lock.json")))
                {
                    return peers;
                }
            }

            return null;
        }
    }

    /// <summary>Runs a program to its end; its exit code (-1 when it is not installed) and standard output.</summary>
    public static (int Code, string Output) Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{program} {string.Join(' ', arguments)}: not done after {Limit}");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return (-1, string.Empty);
        }
    }

    private static string? FindMissing()
    {
        if (Folder is not { } folder)
        {
            return "tests/Peers was not found.";
        }

        if (Run("node", folder, "--version").Code != 0)
        {
            return "node is not installed.";
        }

        bool isThere = Directory.Exists(Path.Combine(folder, "node_modules", "esptool-js"));
        return isThere ? null : "esptool-js is not installed: npm ci --prefix tests/Peers";
    }
}

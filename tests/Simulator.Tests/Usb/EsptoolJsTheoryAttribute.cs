using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>A fact that needs node and esptool-js; says so when either is missing and `npm ci` in tests/Peers does not bring it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EsptoolJsTheoryAttribute : TheoryAttribute
{
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
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
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
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        return isThere || Run(npm, folder, "ci", "--silent").Code == 0 ? null : "esptool-js cannot be restored; try npm ci in tests/Peers.";
    }
}

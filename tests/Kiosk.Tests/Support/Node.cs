using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace BluezoneTag.Kiosk.Tests.Support;

/// <summary>node and npm, and where the sources are.</summary>
internal static class Node
{
    // Far more than a run takes; one that hangs is killed and fails.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Root of the working copy.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Scripts of the tests.</summary>
    public static string Scripts => Path.Combine(Root, "tests", "Kiosk.Tests", "js");

    /// <summary>The page's own folder, as it lies in the sources.</summary>
    public static string Page => Path.Combine(Root, "tools", "Kiosk", "wwwroot");

    /// <summary>Why nothing can be run in node; null when it can.</summary>
    public static string? Missing { get; } = Run("node", Root, "--version").Code == 0 ? null : "node is not installed.";

    /// <summary>Why types cannot be checked; null when they can. Brings the type checker when npm can.</summary>
    public static string? TypesMissing { get; } = Missing ?? FindTypesMissing();

    /// <summary>Runs a program to its end; its exit code (-1 when it is not installed) and all that it said.</summary>
    public static (int Code, string Output) Run(string program, string folder, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(Start(program, folder, arguments))!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{program} {string.Join(' ', arguments)}: not done after {Limit}");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return (-1, string.Empty);
        }
    }

    /// <summary>How a program is started so that one can talk with it.</summary>
    public static ProcessStartInfo Start(string program, string folder, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string? FindTypesMissing()
    {
        string folder = Path.Combine(Root, "tools", "Kiosk");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "typescript")))
        {
            return null;
        }

        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        (int code, string output) = Run(npm, folder, "ci", "--no-audit", "--no-fund");
        return code switch
        {
            0 => null,
            -1 => "npm is not installed.",
            _ => $"npm ci --prefix tools/Kiosk failed: {output}",
        };
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BluezoneTag.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside a working copy.");
    }
}

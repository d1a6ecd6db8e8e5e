using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>What these tests need from the machine beside .NET. `.ci/browser` installs it where it may.</summary>
internal static class Programs
{
    private static readonly Lazy<string?> Reason = new(FindReason);

    /// <summary>The browser.</summary>
    public static string? Chromium { get; } = Find("chromium") ?? Find("chromium-browser");

    /// <summary>Starts private message buses.</summary>
    public static string? Bus { get; } = Find("dbus-daemon");

    /// <summary>The system's Python, which has the system's D-Bus module; another one on the path may not.</summary>
    public static string? Python { get; } = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : Find("python3");

    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public static string? Missing => Reason.Value;

    /// <summary>Why the page cannot read a QR code from the camera; null when it can.</summary>
    public static string? MissingDecoder { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "vendor", "jsqr.js"))
        ? null
        : "The QR decoder is not beside the page: npm could not bring it to the build.";

    private static string? FindReason()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return "Needs Linux: the browser talks to a stand-in of Linux's Bluetooth service.";
        }

        string[] missing =
        [
            .. Chromium == null ? ["chromium"] : Array.Empty<string>(),
            .. Bus == null ? ["dbus"] : Array.Empty<string>(),
            .. Python == null || !HasModules(Python) ? ["python3-dbus python3-gi"] : Array.Empty<string>(),
        ];
        return missing.Length == 0 ? null : $"Not installed: {string.Join(' ', missing)}. Run .ci/browser as root, or install these packages.";
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static bool HasModules(string python)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", "import dbus, gi"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

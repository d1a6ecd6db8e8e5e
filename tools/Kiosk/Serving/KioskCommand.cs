using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>The command line: one command that serves the page until Ctrl+C.</summary>
public static class KioskCommand
{
    private const int UserError = 2;

    /// <summary>Makes the command.</summary>
    public static RootCommand Create()
    {
        Option<int> port = new("--port") { Description = "Port on this computer; 0 takes any free one.", DefaultValueFactory = _ => KioskOptions.DefaultPort };
        Option<bool> open = new("--open") { Description = "Opens the page in the browser." };
        Option<bool> demo = new("--demo") { Description = "Simulated tags instead of Bluetooth, to try everything without hardware." };
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder with authorities/ (public keys), lists/ (signed lists) and releases/ (encrypted packages that were handed in).",
        };
        RootCommand command = new("Serves the phone page and kiosk of BluezoneTag on this computer alone.") { port, open, demo, data };
        command.SetAction(parsed => RunAsync(new KioskOptions
        {
            Port = parsed.GetValue(port),
            IsOpened = parsed.GetValue(open),
            IsDemo = parsed.GetValue(demo),
            DataFolder = parsed.GetValue(data)?.FullName,
        }));
        return command;
    }

    private static async Task<int> RunAsync(KioskOptions options)
    {
        try
        {
            await KioskHost.RunAsync(options, Console.Out).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or KioskException)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}").ConfigureAwait(false);
            return UserError;
        }
    }
}

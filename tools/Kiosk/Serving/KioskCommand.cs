using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using BluezoneTag.Kiosk.Demo;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>The command line: one command that serves the page until Ctrl+C.</summary>
public static class KioskCommand
{
    private const int UserError = 2;
    private const double MaxCutShare = 0.5;

    /// <summary>Makes the command.</summary>
    public static RootCommand Create()
    {
        Option<int> port = new("--port") { Description = "Port on this computer; 0 takes any free one.", DefaultValueFactory = _ => KioskOptions.DefaultPort };
        Option<bool> open = new("--open") { Description = "Opens the page in the browser." };
        Option<bool> demo = new("--demo") { Description = "Simulated tags instead of Bluetooth, to try everything without hardware." };
        Option<int> demoTags = new("--demo-tags") { Description = $"Simulated tags, 1 to {DemoOptions.MaxTags}.", DefaultValueFactory = _ => new DemoOptions().Tags };
        Option<double> demoCuts = new("--demo-cuts") { Description = "Chance of each frame that its link dies with it, 0 to 0.5." };
        Demand(demoTags, value => value is >= 1 and <= DemoOptions.MaxTags);
        Demand(demoCuts, value => value is >= 0 and <= MaxCutShare);
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder with authorities/ (public keys), lists/ (signed lists) and releases/ (encrypted packages that were handed in).",
        };
        RootCommand command = new("Serves the phone page and kiosk of BluezoneTag on this computer alone.") { port, open, demo, demoTags, demoCuts, data };
        command.SetAction(parsed => RunAsync(new KioskOptions
        {
            Port = parsed.GetValue(port),
            IsOpened = parsed.GetValue(open),
            IsDemo = parsed.GetValue(demo),
            Demo = new DemoOptions { Tags = parsed.GetValue(demoTags), CutShare = parsed.GetValue(demoCuts) },
            DataFolder = parsed.GetValue(data)?.FullName,
        }));
        return command;
    }

    private static void Demand<T>(Option<T> option, Predicate<T> isRight) => option.Validators.Add(result =>
    {
        if (!isRight(result.GetValueOrDefault<T>()!))
        {
            result.AddError($"{option.Name}: {option.Description}");
        }
    });

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

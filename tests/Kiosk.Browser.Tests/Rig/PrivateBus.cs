using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>A message bus of its own in a new folder: nothing of the machine's Bluetooth is touched.</summary>
internal sealed class PrivateBus : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private PrivateBus(DirectoryInfo folder, Process process, string address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens, in the form that D-Bus clients take.</summary>
    public string Address { get; }

    public static async Task<PrivateBus> StartAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bz");
        string socket = Path.Combine(folder.FullName, "bus");
        string template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "FakeBluez", "bus.conf"));
        string configuration = Path.Combine(folder.FullName, "bus.conf");
        await File.WriteAllTextAsync(configuration, template.Replace("SOCKET", socket, StringComparison.Ordinal));
        ProcessStartInfo start = new(Programs.Bus!, [$"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address"])
        {
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync();
        return address == null ? throw new InvalidOperationException("The private message bus did not start.") : new PrivateBus(folder, process, "unix:path=" + socket);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(true);
    }
}

using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>Opens the page in whatever browser the computer has.</summary>
public static class BrowserWindow
{
    /// <summary>Opens <paramref name="address"/>; when that fails, says so, and the page can be opened by hand.</summary>
    public static void Open(string address, TextWriter output)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            output.WriteLine($"No browser could be started ({exception.Message}). Open {address} by hand.");
        }
    }
}

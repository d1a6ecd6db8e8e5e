using System;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using BluezoneTag.Simulator.Tests.Commands;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>An independent flashing program against the virtual tags: so that they are not our opinion alone.</summary>
public sealed partial class EsptoolJsTests
{
    // RDID of the virtual part: 4 MB.
    private const int FlashId = 0x1640C8;

    [EsptoolJsTheory]
    [InlineData("c3", "ESP32-C3", true)]
    [InlineData("c3-uart", "ESP32-C3", true)]
    [InlineData("esp32", "ESP32", false)]
    public void Esptool_js_resets_finds_writes_and_checks_a_virtual_tag(string chip, string name, bool isWriting)
    {
        using var line = new CommandLine();
        using Process server = line.Start("usb", "--tags", "1", "--chip", chip);
        try
        {
            string? first = server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
            string port = Port().Match(first!).Groups[1].Value;
            (int code, string output) = EsptoolJsTheoryAttribute.Run("node", EsptoolJsTheoryAttribute.Folder!, "esptool-peer.mjs", port, chip);
            Assert.Equal(0, code);
            JsonElement result = JsonDocument.Parse(output).RootElement;
            Assert.Equal(name, result.GetProperty("name").GetString());
            Assert.Equal("02:b2:0e:00:00:01", result.GetProperty("mac").GetString());
            Assert.Equal(FlashId, result.GetProperty("flashId").GetInt32());
            Assert.Equal(isWriting, result.TryGetProperty("deflated", out JsonElement deflated) && deflated.GetBoolean());
            Assert.Equal(isWriting, result.TryGetProperty("plain", out JsonElement plain) && plain.GetBoolean());
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    [GeneratedRegex(@"port 127\.0\.0\.1:(\d+)")]
    private static partial Regex Port();
}

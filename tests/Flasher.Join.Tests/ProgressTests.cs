using System;
using System.IO;
using BluezoneTag.FlasherBench;
using BluezoneTag.Simulator.Usb;
using Spectre.Console;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>What a terminal shows: a bar for every tag that is being written, named by port and step, in the language asked for.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("progress").FullName;
    private readonly StringWriter _screen = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("vi", "Đang ghi nanoCLR", "Đang kiểm tra lại toàn bộ")]
    [InlineData("en", "Writing nanoCLR", "Checking everything once more")]
    public void Flash_shows_each_step(string language, string writing, string checking)
    {
        using var bench = new VirtualBench("c3");
        Workbench work = OnTerminal();
        Assert.Equal(0, work.Run(bench, ["flash", .. work.Files, "--port", "virtual:1", "--lang", language]));
        Assert.Contains(writing, _screen.ToString(), StringComparison.Ordinal);
        Assert.Contains(checking, _screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("100%", _screen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi", "Đang ghi deploy", "rút ra")]
    [InlineData("en", "Writing deploy", "unplug")]
    public void Batch_shows_each_tag_and_its_end(string language, string writing, string end)
    {
        using var bench = new VirtualBench("c3", 2);
        Workbench work = OnTerminal();
        Assert.True(work.Batch(bench, "--lang", language) == 0, work.Printed);
        foreach (string port in bench.Names)
        {
            Assert.Contains($"{port}  {writing}", _screen.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains(end, _screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u001b[", _screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_json_nothing_is_drawn()
    {
        using var bench = new VirtualBench("c3");
        Workbench work = OnTerminal();
        Assert.Equal(0, work.Batch(bench, "--json"));
        Assert.Equal(string.Empty, _screen.ToString());
    }

    private Workbench OnTerminal()
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_screen),
        });
        terminal.Profile.Width = 140;
        return new Workbench(_folder, "c3", StandInSizes.Small) { Terminal = terminal };
    }
}

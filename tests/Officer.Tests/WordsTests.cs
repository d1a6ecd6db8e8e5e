using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BluezoneTag.Officer.Commands;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Registry.Results;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>What the officer reads: a sentence in both languages for each fault, an exit code for each command line.</summary>
public sealed partial class WordsTests : IDisposable
{
    private readonly DeskBench _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Every_fault_has_words_in_both_languages_with_the_same_facts()
    {
        foreach (OfficerFault fault in Enum.GetValues<OfficerFault>())
        {
            OfficerException exception = new(fault);
            Assert.NotEqual(ExitCode.Success, exception.Code);
            foreach (Text text in new[] { exception.What, exception.Next })
            {
                Assert.False(string.IsNullOrWhiteSpace(text.English) || string.IsNullOrWhiteSpace(text.Vietnamese), $"{fault}");
                Assert.Equal(Facts().Matches(text.English).Select(one => one.Value).Distinct().Order(), Facts().Matches(text.Vietnamese).Select(one => one.Value).Distinct().Order());
            }

            Assert.True(exception.What.English != exception.What.Vietnamese || fault == OfficerFault.BadCommandLine, $"{fault}");
        }
    }

    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("key")]
    [InlineData("key", "new", "--no-such-option")]
    [InlineData("code")]
    [InlineData("list", "new", "--name", "a", "--level", "F2")]
    [InlineData("status", "--lang", "fr")]
    [InlineData("settings", "sign", "--alive", "often")]
    public void A_command_line_that_makes_no_sense_ends_with_code_2_in_both_languages(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, _desk.Run(arguments));
        Assert.StartsWith("error:", _desk.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Path.Exists(_desk.Desk));
    }

    [Fact]
    public void Words_come_in_the_language_asked_for()
    {
        Assert.Equal(ExitCode.BadInput, _desk.Run("status", "--lang", "vi"));
        Assert.StartsWith("lỗi: Không có bàn", _desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, _desk.Run("status"));
        Assert.StartsWith("error: There is no", _desk.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Language.Vietnamese, Languages.Of(name => name == "LANG" ? "vi_VN.UTF-8" : null));
        Assert.Equal(Language.English, Languages.Of(name => name == "LC_ALL" ? "C" : "vi_VN"));
    }

    [Fact]
    public void Every_command_and_option_is_described_in_both_languages()
    {
        RootCommand root = Cli.Create(new CommandRunner(new DeskEnvironment { UtcNowMs = () => 0, Output = TextWriter.Null, Error = TextWriter.Null, Language = Language.English }));
        Command[] commands = [.. root.Subcommands, .. root.Subcommands.SelectMany(one => one.Subcommands)];
        Assert.All(commands, command => Assert.Contains(" / ", command.Description, StringComparison.Ordinal));
        Assert.All(commands.SelectMany(command => command.Options).Where(option => option.Name != "--help"), option => Assert.Contains(" / ", option.Description, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Facts();
}

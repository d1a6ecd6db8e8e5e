using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using Spectre.Console;

namespace BluezoneTag.Flasher.Commands;

/// <summary>The passphrase of the names or of an escrow key: from a file, or typed unseen. Never from the command line, which others can read.</summary>
public static class Passphrase
{
    /// <summary>Reads it. Throws <see cref="FlasherException"/>.</summary>
    public static string Read(ParseResult parsed, CommandOutput output)
    {
        string? path = parsed.GetValue(DeskOptions.PassphraseFile);
        if (path != null)
        {
            return FromFile(path);
        }

        return output.Terminal is { } terminal
            ? terminal.Prompt(new TextPrompt<string>(output.Language == Language.Vietnamese ? "Mật khẩu:" : "Passphrase:").Secret(null))
            : throw new FlasherException(
                ExitCode.Usage,
                new("There is no terminal to ask for the passphrase.", "Không có cửa sổ lệnh để hỏi mật khẩu."),
                new("Give it in a file with --passphrase-file.", "Ghi mật khẩu vào tệp và dùng --passphrase-file."));
    }

    private static string FromFile(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() ?? string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ImageProblems.BadImage(path, "the file cannot be read", "không đọc được tệp");
        }
    }
}

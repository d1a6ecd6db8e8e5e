using System.CommandLine;
using System.IO;
using System.Text;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Registry.Results;
using Spectre.Console;

namespace BluezoneTag.Officer.Commands;

/// <summary>The passphrase of the keys: from a file, or typed unseen. Never from the command line, which others can read.</summary>
internal static class Passphrase
{
    private const int MaxLength = 4096;

    /// <summary>Reads it. Throws <see cref="OfficerException"/>.</summary>
    public static string Read(ParseResult parsed, CommandOutput output, IAnsiConsole? terminal)
    {
        string? path = parsed.GetValue(DeskOptions.PassphraseFile);
        return path != null
            ? new StreamReader(new MemoryStream(DeskFiles.Read(path, MaxLength)), Encoding.UTF8).ReadLine() ?? string.Empty
            : terminal?.Prompt(new TextPrompt<string>(output.Language == Language.Vietnamese ? "Mật khẩu:" : "Passphrase:").Secret(null))
                ?? throw new OfficerException(OfficerFault.NoTerminal);
    }
}

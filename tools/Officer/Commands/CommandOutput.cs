using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Officer.Commands;

/// <summary>
/// What a command prints: sentences in one language, or one JSON object with the results, the exit code, and errors in both languages. One-time codes go through
/// here, keys and rows never.
/// </summary>
public sealed class CommandOutput(DeskEnvironment environment, string command, Language language, bool isJson)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Language of the sentences.</summary>
    public Language Language => language;

    /// <summary>Whether a machine reads.</summary>
    public bool IsJson => isJson;

    /// <summary>A sentence for people; nothing in JSON.</summary>
    public void Say(Text text)
    {
        if (!isJson)
        {
            environment.Output.WriteLine(text.In(language));
        }
    }

    /// <summary>The one JSON object; nothing for people.</summary>
    public void Result(object result)
    {
        if (isJson)
        {
            environment.Output.WriteLine(JsonSerializer.Serialize(new { command, ok = true, exitCode = 0, result }, Options));
        }
    }

    /// <summary>Says what went wrong; returns the exit code.</summary>
    public int Fail(Exception exception)
    {
        (ExitCode code, string fault, Text what, Text next) = exception is OfficerException known ? (known.Code, known.Fault.ToString(), known.What, known.Next) : Unknown(exception);
        if (isJson)
        {
            var error = new { code, fault, what = Both(what), next = Both(next) };
            environment.Output.WriteLine(JsonSerializer.Serialize(new { command, ok = false, exitCode = (int)code, error }, Options));
        }
        else
        {
            environment.Error.WriteLine($"{(language == Language.Vietnamese ? "lỗi" : "error")}: {what.In(language)}");
            environment.Error.WriteLine($"  -> {next.In(language)}");
        }

        return (int)code;
    }

    private static object Both(Text text) => new { en = text.English, vi = text.Vietnamese };

    // Neither message nor stack of an unknown exception is trusted to be free of secrets: its type and place are enough.
    private static (ExitCode, string, Text, Text) Unknown(Exception exception) => (
        ExitCode.Fault,
        "Fault",
        new($"A fault of this tool: {exception.GetType().Name}\n{exception.StackTrace}", $"Lỗi của chính công cụ: {exception.GetType().Name}"),
        new("Please report it with the line above. The desk is as it was, or complete: see `audit`.", "Hãy báo lỗi kèm dòng trên. Bàn vẫn như trước, hoặc đã xong: xem `audit`."));
}

using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BluezoneTag.Flasher.Messages;
using Spectre.Console;
using Text = BluezoneTag.Flasher.Messages.Text;

namespace BluezoneTag.Flasher.Commands;

/// <summary>
/// What a command prints: sentences in one language, or one JSON object with the results, the exit code, and errors in both languages.
/// Nothing secret ever goes through here.
/// </summary>
public sealed class CommandOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ToolEnvironment _environment;
    private readonly string _command;

    /// <summary>Of <paramref name="command"/>.</summary>
    public CommandOutput(ToolEnvironment environment, string command, Language language, bool isJson)
    {
        _environment = environment;
        _command = command;
        Language = language;
        IsJson = isJson;
    }

    /// <summary>Language of the sentences.</summary>
    public Language Language { get; }

    /// <summary>Whether a machine reads.</summary>
    public bool IsJson { get; }

    /// <summary>Where results go.</summary>
    public TextWriter Out => _environment.Output;

    /// <summary>Where bars and colours are drawn; null in JSON and when nobody looks at a terminal.</summary>
    public IAnsiConsole? Terminal => IsJson ? null : _environment.Terminal;

    /// <summary>A sentence for people; nothing in JSON.</summary>
    public void Say(Text text)
    {
        if (!IsJson)
        {
            Out.WriteLine(text.In(Language));
        }
    }

    /// <summary>The one JSON object; nothing for people.</summary>
    public void Result(object result, ExitCode code = ExitCode.Success)
    {
        if (IsJson)
        {
            Out.WriteLine(JsonSerializer.Serialize(new { command = _command, ok = code == ExitCode.Success, exitCode = (int)code, result }, Options));
        }
    }

    /// <summary>Says what went wrong; returns the exit code.</summary>
    public int Fail(Exception exception)
    {
        FlasherException problem = exception as FlasherException ?? Problem(exception);
        if (IsJson)
        {
            var error = new { code = problem.Code, what = Both(problem.What), next = Both(problem.Next) };
            Out.WriteLine(JsonSerializer.Serialize(new { command = _command, ok = false, exitCode = (int)problem.Code, error }, Options));
        }
        else
        {
            string label = Language == Language.Vietnamese ? "lỗi" : "error";
            _environment.Error.WriteLine($"{label}: {problem.What.In(Language)}");
            _environment.Error.WriteLine($"  -> {problem.Next.In(Language)}");
        }

        return (int)problem.Code;
    }

    private static object Both(Text text) => new { en = text.English, vi = text.Vietnamese };

    // Neither message nor stack of an unknown exception is trusted to be free of secrets: its type and place are enough.
    private static FlasherException Problem(Exception exception) => exception is OperationCanceledException
        ? new(
            ExitCode.Interrupted,
            new("Stopped. The tag is incomplete and was not started.", "Đã dừng. Thẻ chưa ghi xong và chưa được khởi động."),
            new("Run the same command again.", "Chạy lại đúng lệnh đó."))
        : new(
            ExitCode.Fault,
            new($"A fault of this tool: {exception.GetType().Name}\n{exception.StackTrace}", $"Lỗi của chính công cụ: {exception.GetType().Name}"),
            new("Please report it with the line above. The tag can be flashed again.", "Hãy báo lỗi kèm dòng trên. Có thể nạp lại thẻ."));
}

using System;
using System.IO;
using BluezoneTag.Officer.Keys;
using BluezoneTag.Registry.Results;
using Spectre.Console;

namespace BluezoneTag.Officer.Commands;

/// <summary>Everything the commands touch outside themselves. Tests give their own.</summary>
public sealed record DeskEnvironment
{
    /// <summary>Milliseconds since 1970 UTC.</summary>
    public required Func<long> UtcNowMs { get; init; }

    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Language when --lang is not given.</summary>
    public required Language Language { get; init; }

    /// <summary>Where a passphrase is asked for; null when nobody looks at a terminal.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>Told each step of each written file before it is taken; nobody by default.</summary>
    public Action<string>? AtFileStep { get; init; }

    /// <summary>Rounds of PBKDF2 for new keys; tests that make many keys take fewer.</summary>
    public int PassphraseRounds { get; init; } = KeyFile.PassphraseRounds;

    /// <summary>The real one.</summary>
    public static DeskEnvironment Create() => new()
    {
        UtcNowMs = () => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        Output = Console.Out,
        Error = Console.Error,
        Language = Languages.Of(Environment.GetEnvironmentVariable),
        Terminal = Console.IsInputRedirected || Console.IsOutputRedirected ? null : AnsiConsole.Console,
    };
}

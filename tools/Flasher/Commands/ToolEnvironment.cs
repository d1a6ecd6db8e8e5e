using System;
using System.IO;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.Registry.Results;
using Spectre.Console;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Everything the commands touch outside themselves. Tests give their own.</summary>
public sealed record ToolEnvironment
{
    /// <summary>Opens ports.</summary>
    public required ILinkFactory Links { get; init; }

    /// <summary>Lists ports.</summary>
    public required IPortList Ports { get; init; }

    /// <summary>Measures and waits.</summary>
    public required ILinkClock Clock { get; init; }

    /// <summary>Milliseconds since 1970 UTC: the creation day of a key.</summary>
    public required Func<long> UtcNowMs { get; init; }

    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Language when --lang is not given.</summary>
    public required Language Language { get; init; }

    /// <summary>Where bars and colours are drawn; null when nobody looks at a terminal.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>The most the registry may grow to, in pages of 4096 bytes: a full disk for tests. 0 is no limit.</summary>
    public int RegistryPageLimit { get; init; }

    /// <summary>Told how far each tag of a batch is, with its serial; nobody by default.</summary>
    public Action<BatchStep, uint>? AtBatchStep { get; init; }

    /// <summary>Told how each tag of a batch ended; nobody by default.</summary>
    public Action<BatchOutcome>? AtBatchOutcome { get; init; }

    /// <summary>The real one.</summary>
    public static ToolEnvironment Create() => new()
    {
        Links = new LinkFactory(),
        Ports = new SystemPorts(),
        Clock = new SystemClock(),
        UtcNowMs = () => SystemClock.UtcNowMs,
        Output = Console.Out,
        Error = Console.Error,
        Language = Languages.Of(Environment.GetEnvironmentVariable),
        Terminal = Console.IsOutputRedirected || Console.IsErrorRedirected ? null : AnsiConsole.Console,
    };
}

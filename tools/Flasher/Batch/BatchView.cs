using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Registry.Labels;
using Spectre.Console;
using Text = BluezoneTag.Flasher.Messages.Text;

namespace BluezoneTag.Flasher.Batch;

/// <summary>
/// The signs of docs/bench-card.md, a line each: the word counts, colour and beeps only help. Remembers the last outcome of every port.
/// For several threads.
/// </summary>
public sealed class BatchView
{
    private static readonly TimeSpan BetweenBeeps = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BatchOutcome> _last = [];
    private readonly List<BatchOutcome> _all = [];
    private readonly CommandOutput _output;
    private readonly ILinkClock _clock;

    /// <summary>Printing to <paramref name="output"/>.</summary>
    public BatchView(CommandOutput output, ILinkClock clock)
    {
        _output = output;
        _clock = clock;
    }

    /// <summary>All outcomes, oldest first.</summary>
    public IReadOnlyList<BatchOutcome> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Ports whose last outcome was an error.</summary>
    public IReadOnlyList<BatchOutcome> Unfinished
    {
        get
        {
            lock (_lock)
            {
                return [.. _last.Values.Where(one => one.Sign == BatchSign.Error)];
            }
        }
    }

    /// <summary>The word for a sign.</summary>
    public static Text WordOf(BatchSign sign) => sign switch
    {
        BatchSign.Ok => new("OK", "OK"),
        BatchSign.Skip => new("SKIP", "SKIP"),
        BatchSign.Error => new("ERROR", "LỖI"),
        _ => new("...", "..."),
    };

    /// <summary>Writing began at <paramref name="port"/>.</summary>
    public void Begin(string port) => Print(BatchSign.Busy, port, new("writing, do not unplug", "đang ghi, không rút"), null);

    /// <summary>A tag is done, one way or the other.</summary>
    public void End(BatchOutcome outcome)
    {
        lock (_lock)
        {
            _all.Add(outcome);
            _last[outcome.Port] = outcome;
        }

        Print(outcome.Sign, outcome.Port, outcome.Problem?.What ?? Done(outcome), outcome.Problem?.Next);
    }

    private static Text Done(BatchOutcome outcome)
    {
        string code = ShortCode.Of(outcome.Serial);
        return new($"tag {code}, {outcome.Report!.Mac}: unplug", $"thẻ {code}, {outcome.Report.Mac}: rút ra");
    }

    private void Print(BatchSign sign, string port, Text what, Text? next)
    {
        string word = WordOf(sign).In(_output.Language).PadRight(5);
        string rest = $"  {port}  {what.In(_output.Language)}";
        lock (_lock)
        {
            if (_output.IsLive)
            {
                AnsiConsole.MarkupLine($"[bold {Colour(sign)}]{Markup.Escape(word)}[/]{Markup.Escape(rest)}");
            }
            else
            {
                _output.Say(new(word + rest, word + rest));
            }

            if (next != null)
            {
                _output.Say(new($"       -> {next.English}", $"       -> {next.Vietnamese}"));
            }

            Beep((int)sign);
        }
    }

    private static string Colour(BatchSign sign) => sign switch
    {
        BatchSign.Ok => "green",
        BatchSign.Skip => "yellow",
        BatchSign.Error => "red",
        _ => "blue",
    };

    private void Beep(int times)
    {
        for (int i = 0; i < times && _output.IsLive; i++)
        {
            _output.Out.Write('\a');
            _output.Out.Flush();
            _clock.Wait(BetweenBeeps);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Registry.Labels;
using Spectre.Console;
using Text = BluezoneTag.Flasher.Messages.Text;

namespace BluezoneTag.Flasher.Batch;

/// <summary>
/// The signs of docs/bench-card.md, a line each: the word counts, colour and beeps only help. On a terminal a bar for every tag that is being
/// written stays below them. Remembers the last outcome of every port. For several threads.
/// </summary>
public sealed class BatchView
{
    private static readonly TimeSpan BetweenBeeps = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BatchOutcome> _last = [];
    private readonly List<BatchOutcome> _all = [];
    private readonly CommandOutput _output;
    private readonly ILinkClock _clock;
    private readonly Action<BatchOutcome>? _atOutcome;
    private ProgressContext? _bars;

    /// <summary>Printing to <paramref name="output"/>; <paramref name="atOutcome"/> is told each outcome after it was printed.</summary>
    public BatchView(CommandOutput output, ILinkClock clock, Action<BatchOutcome>? atOutcome = null)
    {
        _output = output;
        _clock = clock;
        _atOutcome = atOutcome;
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

    /// <summary>Runs <paramref name="batch"/>, with bars when there is a terminal.</summary>
    public void Show(Action batch)
    {
        if (_output.Terminal is not { } terminal)
        {
            batch();
            return;
        }

        ProgressView.Bars(terminal).AutoClear(true).HideCompleted(true).Start(context =>
        {
            _bars = context;
            batch();
        });
        _bars = null;
    }

    /// <summary>Lets <paramref name="work"/> write the tag at <paramref name="port"/> under a bar, if there are bars.</summary>
    public BatchOutcome Watch(string port, Func<IFlashProgress, BatchOutcome> work)
    {
        if (_bars == null)
        {
            return work(new NoProgress());
        }

        using var bar = new ProgressBar(_bars, port, _output.Language);
        return work(bar);
    }

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
        _atOutcome?.Invoke(outcome);
    }

    private static Text Done(BatchOutcome outcome)
    {
        string tag = $"{ShortCode.Of(outcome.Serial)}, {outcome.Report!.Mac}";
        int again = outcome.Report.Restarts;
        return again == 0
            ? new($"tag {tag}: unplug", $"thẻ {tag}: rút ra")
            : new($"tag {tag}: unplug (written again {again} times: try another cable)", $"thẻ {tag}: rút ra (ghi lại {again} lần: thử cáp khác)");
    }

    private void Print(BatchSign sign, string port, Text what, Text? next)
    {
        string word = WordOf(sign).In(_output.Language).PadRight(5);
        string rest = $"  {port}  {what.In(_output.Language)}";
        lock (_lock)
        {
            // Through the terminal, which moves its bars out of the way.
            if (_output.Terminal is { } terminal)
            {
                terminal.MarkupLine($"[bold {Colour(sign)}]{Markup.Escape(word)}[/]{Markup.Escape(rest)}");
                if (next != null)
                {
                    terminal.WriteLine($"       -> {next.In(_output.Language)}");
                }
            }
            else
            {
                _output.Say(new(word + rest, word + rest));
                if (next != null)
                {
                    _output.Say(new($"       -> {next.English}", $"       -> {next.Vietnamese}"));
                }
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
        for (int i = 0; i < times && _output.Terminal != null; i++)
        {
            _output.Out.Write('\a');
            _output.Out.Flush();
            _clock.Wait(BetweenBeeps);
        }
    }
}

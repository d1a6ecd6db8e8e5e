using System;
using System.IO;
using BluezoneTag.Flasher.Rom;
using Spectre.Console;
using Text = BluezoneTag.Flasher.Messages.Text;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Shows a job: a bar on a terminal, one line a step elsewhere, nothing in JSON.</summary>
public static class ProgressView
{
    /// <summary>Runs <paramref name="job"/> and shows it.</summary>
    public static T Run<T>(CommandOutput output, Func<IFlashProgress, T> job)
    {
        if (output.IsJson)
        {
            return job(new NoProgress());
        }

        return output.Terminal is { } terminal
            ? Bars(terminal).Start(context => job(new ProgressBar(context, string.Empty, output.Language)))
            : job(new Lines(output.Out, output.Language));
    }

    /// <summary>Bars of several jobs: what, how far, how long.</summary>
    public static Progress Bars(IAnsiConsole terminal) => terminal.Progress()
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());

    private sealed class Lines(TextWriter output, Language language) : IFlashProgress
    {
        public void Begin(Text what) => output.WriteLine(what.In(language));

        public void Advance(long doneBytes, long totalBytes)
        {
        }
    }
}

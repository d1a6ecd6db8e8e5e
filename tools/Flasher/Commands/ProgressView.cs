using System;
using System.IO;
using BluezoneTag.Flasher.Messages;
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

        if (!output.IsLive)
        {
            return job(new Lines(output.Out, output.Language));
        }

        return AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => job(new Bar(context.AddTask(string.Empty), output.Language)));
    }

    private sealed class Bar(ProgressTask task, Language language) : IFlashProgress
    {
        public void Begin(Text what) => task.Description = Markup.Escape(what.In(language));

        public void Advance(long doneBytes, long totalBytes)
        {
            task.MaxValue = Math.Max(1, totalBytes);
            task.Value = doneBytes;
        }
    }

    private sealed class Lines(TextWriter output, Language language) : IFlashProgress
    {
        public void Begin(Text what) => output.WriteLine(what.In(language));

        public void Advance(long doneBytes, long totalBytes)
        {
        }
    }
}

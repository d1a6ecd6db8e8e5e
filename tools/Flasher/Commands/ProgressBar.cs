using System;
using BluezoneTag.Flasher.Rom;
using Spectre.Console;
using Text = BluezoneTag.Flasher.Messages.Text;

namespace BluezoneTag.Flasher.Commands;

/// <summary>One job's bar on a terminal. Each new step is drawn at once, the advance within a step a few times a second.</summary>
public sealed class ProgressBar : IFlashProgress, IDisposable
{
    // A bar must have a name.
    private const string NotBegun = "...";

    private readonly ProgressContext _context;
    private readonly ProgressTask _task;
    private readonly string _name;
    private readonly Language _language;

    /// <summary>A bar called <paramref name="name"/>, which may be empty, among those of <paramref name="context"/>.</summary>
    public ProgressBar(ProgressContext context, string name, Language language)
    {
        _context = context;
        _name = name.Length > 0 ? $"{name}  " : string.Empty;
        _language = language;
        _task = context.AddTask(Markup.Escape(name.Length > 0 ? name : NotBegun));
    }

    /// <inheritdoc/>
    public void Begin(Text what)
    {
        _task.Description = Markup.Escape(_name + what.In(_language));
        _context.Refresh();
    }

    /// <inheritdoc/>
    public void Advance(long doneBytes, long totalBytes)
    {
        _task.MaxValue = Math.Max(1, totalBytes);
        _task.Value = doneBytes;
    }

    /// <summary>The job is over; bars that hide when they are done go away.</summary>
    public void Dispose() => _task.StopTask();
}

using System;
using System.Threading;

namespace BluezoneTag.Flasher.Commands;

/// <summary>Ctrl+C while it lives: the first one ends the job between two exchanges, the second one ends the program at once.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Listens from now on.</summary>
    public Interrupt()
    {
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Listens no longer.</summary>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        _source.Dispose();
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments)
    {
        arguments.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}

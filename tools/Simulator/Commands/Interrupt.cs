using System;

namespace BluezoneTag.Simulator.Commands;

/// <summary>
/// Ctrl+C while it lives: the first one is only noted, so that the run ends between two events with no file half written;
/// the second one ends the program at once.
/// </summary>
public sealed class Interrupt : IDisposable
{
    private volatile bool _isRequested;

    /// <summary>Listens from now on.</summary>
    public Interrupt()
    {
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    /// <summary>Throws <see cref="OperationCanceledException"/> after Ctrl+C.</summary>
    public void ThrowIfRequested()
    {
        if (_isRequested)
        {
            throw new OperationCanceledException();
        }
    }

    /// <summary>Listens no longer.</summary>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments)
    {
        arguments.Cancel = !_isRequested;
        _isRequested = true;
    }
}

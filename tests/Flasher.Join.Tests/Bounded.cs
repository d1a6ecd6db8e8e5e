using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>Nothing waits without end: what does not come back in a time that is far more than it needs is a failure, not a hang.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The result of <paramref name="work"/>.</summary>
    public static T Run<T>(Func<T> work)
    {
        Task<T> task = Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);
        return Task.WhenAny(task, Task.Delay(Limit)).GetAwaiter().GetResult() == task
            ? task.GetAwaiter().GetResult()
            : throw new TimeoutException($"not done after {Limit}");
    }

    /// <summary>Runs a program to its end: exit code and standard output. One that does not end is killed.</summary>
    public static (int Code, string Text) Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        Task<string> text = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName}: not done after {Limit}");
        }

        return (process.ExitCode, text.GetAwaiter().GetResult().Trim());
    }
}

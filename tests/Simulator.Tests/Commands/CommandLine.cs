using System;
using System.Diagnostics;
using System.IO;
using BluezoneTag.Simulator.Commands;

namespace BluezoneTag.Simulator.Tests.Commands;

/// <summary>The simulator as a program of its own: what a user types and gets back.</summary>
internal sealed class CommandLine : IDisposable
{
    public CommandLine()
    {
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "bluezonetag-tests-" + Guid.NewGuid().ToString("N"));

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs to the end; returns the exit code.</summary>
    public int Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        Output = process.StandardOutput.ReadToEnd();
        Error = error.Result;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Starts and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.ArgumentList.Add(typeof(Failure).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

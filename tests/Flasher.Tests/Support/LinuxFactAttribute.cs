using System;
using System.IO;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>A test of the Linux calls; skipped visibly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/dev/ptmx"))
        {
            Skip = "needs Linux with pseudo terminals";
        }
    }
}

using System;
using System.IO;
using System.Linq;
using Xunit;

namespace BluezoneTag.Hardware.Tests.Support;

/// <summary>A test that runs ngspice, skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpiceFactAttribute : FactAttribute
{
    public const string SkipReason = "ngspice is not installed: the decks of hardware/spice were not run. Install it (apt-get install ngspice) to check their limits.";

    public SpiceFactAttribute() => Skip = Program == null ? SkipReason : null;

    /// <summary>Where ngspice is; null without it.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "ngspice.exe" : "ngspice")).FirstOrDefault(File.Exists);
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpiceTheoryAttribute : TheoryAttribute
{
    public SpiceTheoryAttribute() => Skip = SpiceFactAttribute.Program == null ? SpiceFactAttribute.SkipReason : null;
}

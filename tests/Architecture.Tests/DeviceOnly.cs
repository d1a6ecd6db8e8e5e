using System;

namespace BluezoneTag.Architecture.Tests;

/// <summary>The part of firmware/Tag that exists on the device alone: adapters and entry point. It may know the hardware and the time.</summary>
public static class DeviceOnly
{
    /// <summary>Where the adapters are.</summary>
    public const string Folder = "firmware/Tag/Device/";

    /// <summary>The one place that constructs adapters.</summary>
    public const string Program = "firmware/Tag/Program.cs";

    /// <summary>True for an adapter or the entry point.</summary>
    public static bool Holds(string source) => source.StartsWith(Folder, StringComparison.Ordinal) || source == Program;
}

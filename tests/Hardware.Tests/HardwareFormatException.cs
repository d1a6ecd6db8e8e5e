using System;

namespace BluezoneTag.Hardware.Tests;

/// <summary>A hardware file that cannot be read at all. The message names file, line and rule as a <see cref="Finding"/> does.</summary>
public sealed class HardwareFormatException : Exception
{
    public HardwareFormatException(string file, int line, string message)
        : base(new Finding(file, $"line {line}", "format", message).ToString())
    {
    }
}

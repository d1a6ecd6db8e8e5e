namespace BluezoneTag.Hardware.Tests;

/// <summary>Something wrong with the hardware files: where, which rule, and what.</summary>
/// <param name="File">File name relative to the repository.</param>
/// <param name="Position">Line, and for the sheet the place on it in millimetres from the upper left corner.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Message">What is wrong and what it should be.</param>
public sealed record Finding(string File, string Position, string Rule, string Message)
{
    public override string ToString() => $"{File}:{Position}: {Rule}: {Message}";
}

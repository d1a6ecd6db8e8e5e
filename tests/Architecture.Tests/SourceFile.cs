namespace BluezoneTag.Architecture.Tests;

/// <summary>A C# source: its name relative to the repository, with slashes, and its text.</summary>
public sealed record SourceFile(string Name, string Text);

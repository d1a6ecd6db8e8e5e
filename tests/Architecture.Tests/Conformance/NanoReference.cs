namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>An assembly a device project references, and the file it expects it in.</summary>
public sealed record NanoReference(string Assembly, string HintPath);

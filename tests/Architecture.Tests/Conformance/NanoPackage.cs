namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>A package a device project lists in its packages.config.</summary>
public sealed record NanoPackage(string Id, string Version);

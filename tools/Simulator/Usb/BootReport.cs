using System.Collections.Generic;
using BluezoneTag.Protocol.Provisioning;

namespace BluezoneTag.Simulator.Usb;

/// <summary>How far a start from flash got.</summary>
/// <param name="Fault">Why the chip stays in its reset loop, or null when nanoCLR runs.</param>
/// <param name="Assemblies">Names of the assemblies that were loaded.</param>
/// <param name="Notice">Why there is no identity, or null when there is one.</param>
/// <param name="Identity">The identity that the application reads, or null. Secret.</param>
public sealed record BootReport(string? Fault, IReadOnlyList<string> Assemblies, string? Notice, IdentityImage? Identity)
{
    /// <summary>Whether nanoCLR runs.</summary>
    public bool IsRunning => Fault == null;

    /// <summary>Whether the application runs as well.</summary>
    public bool HasApplication => IsRunning && Assemblies.Count > 0;

    /// <summary>One line without any secret.</summary>
    public string Summary => Fault != null
        ? $"does not start: {Fault}"
        : $"nanoCLR runs, {Assemblies.Count} assemblies, {(Identity != null ? $"identity of serial {Identity.Serial}" : $"not provisioned ({Notice})")}";
}

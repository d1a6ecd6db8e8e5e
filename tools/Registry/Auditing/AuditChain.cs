using System;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Registry.Auditing;

/// <summary>The hash chain: each entry's hash covers the entry and the hash before it, and so everything before it.</summary>
public static class AuditChain
{
    /// <summary>What stands before the first entry: SHA-256 of ASCII "bluezonetag registry audit v1" and the registry's id.</summary>
    public static byte[] Start(ReadOnlySpan<byte> registryId) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes("bluezonetag registry audit v1"), .. registryId]);

    /// <summary>The hash of an entry: SHA-256 of the hash before it and its bytes.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> entry) => SHA256.HashData([.. previous, .. entry]);
}

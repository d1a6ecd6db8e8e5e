using System;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>Reads the identity that provisioning left in flash (docs/protocol.md 4).</summary>
public static class IdentityStore
{
    /// <summary>Name of the identity file.</summary>
    public const string FileName = "identity.bin";

    /// <summary>
    /// Fills <paramref name="identity"/>. False when the file is missing or not a valid identity; the platform replaces a
    /// damaged file system by an empty one without a word, so "missing" is all that may be left of a provisioned tag.
    /// </summary>
    public static bool TryLoad(IFlashFiles files, IdentityImage identity)
    {
        // One byte more than an identity has, so that a longer file is seen to be something else.
        byte[] buffer = new byte[IdentityImage.Length + 1];
        int count = files.Read(FileName, 0, buffer, 0, buffer.Length);
        bool isValid = identity.TryRead(buffer, count);
        Array.Clear(buffer, 0, buffer.Length);
        return isValid;
    }
}

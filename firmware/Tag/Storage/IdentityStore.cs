using System;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Reads the identity that provisioning left in flash (docs/protocol.md 4), and keeps a second copy of it: without its base
/// key a tag is nobody and its log unreadable, and one turned bit would be enough.
/// </summary>
public static class IdentityStore
{
    /// <summary>Name of the identity file.</summary>
    public const string FileName = "identity.bin";

    /// <summary>Name of its copy, made by the tag.</summary>
    public const string CopyName = "identity-2.bin";

    /// <summary>
    /// Fills <paramref name="identity"/> from the file, or from the copy when the file is missing or not a valid identity, and
    /// writes the other one again if it differs. False when neither can be read; the platform replaces a damaged file system
    /// by an empty one without a word, so "missing" is all that may be left of a provisioned tag. If power dies inside, one of both
    /// is whole.
    /// </summary>
    public static bool TryLoad(IFlashFiles files, IdentityImage identity)
    {
        // One byte more than an identity has, so that a longer file is seen to be something else.
        byte[] buffer = new byte[IdentityImage.Length + 1];
        bool isValid = Load(files, FileName, buffer, identity);
        if (isValid)
        {
            Mirror(files, CopyName, buffer);
        }
        else if (Load(files, CopyName, buffer, identity))
        {
            isValid = true;
            Mirror(files, FileName, buffer);
        }

        Array.Clear(buffer, 0, buffer.Length);
        return isValid;
    }

    private static bool Load(IFlashFiles files, string name, byte[] buffer, IdentityImage identity)
    {
        return identity.TryRead(buffer, files.Read(name, 0, buffer, 0, buffer.Length));
    }

    private static void Mirror(IFlashFiles files, string name, byte[] image)
    {
        byte[] other = new byte[IdentityImage.Length + 1];
        bool isEqual = files.Read(name, 0, other, 0, other.Length) == IdentityImage.Length;
        for (int i = 0; isEqual && i < IdentityImage.Length; i++)
        {
            isEqual = image[i] == other[i];
        }

        if (!isEqual)
        {
            files.Write(name, image, 0, IdentityImage.Length);
        }

        Array.Clear(other, 0, other.Length);
    }
}

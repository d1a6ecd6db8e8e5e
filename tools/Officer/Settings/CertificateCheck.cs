using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Settings;

/// <summary>Whether a tag made a certificate of a wipe (docs/protocol.md 8.11).</summary>
public static class CertificateCheck
{
    private const int MaxLength = 4096;

    /// <summary>Reads a certificate, 37 bytes or as many hexadecimal digits twice. Throws <see cref="OfficerException"/>.</summary>
    public static byte[] Read(string path)
    {
        byte[] bytes = DeskFiles.Read(path, MaxLength);
        if (bytes.Length != WipeCertificate.Length)
        {
            string digits = string.Concat(Encoding.Latin1.GetString(bytes).Where(c => !char.IsWhiteSpace(c)));
            bytes = digits.Length == 2 * WipeCertificate.Length && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
        }

        return bytes.Length == WipeCertificate.Length && bytes[4] <= 1 ? bytes : throw new OfficerException(OfficerFault.CertificateUnreadable, ("path", path));
    }

    /// <summary>The generation of the key under which its MAC holds; 0 when it holds under none. Disposes the keys.</summary>
    public static uint GenerationOf(byte[] certificate, IEnumerable<AuthorityTagKeys> keys)
    {
        uint generation = 0;
        foreach (AuthorityTagKeys one in keys)
        {
            using (one)
            {
                bool holds = AuthorityKeys.IsSigned(new HostCipher(), one.SettingsKey, WipeCertificate.SigningLabel, certificate, 0, WipeCertificate.SignedLength);
                generation = holds ? one.Generation : generation;
            }
        }

        return generation;
    }
}

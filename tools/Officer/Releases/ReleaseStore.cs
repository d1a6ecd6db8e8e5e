using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Codes;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Releases;

/// <summary>
/// Takes releases in and opens them again. What is stored is the package as it came, encrypted for the authority: in clear its rows are in memory alone.
/// </summary>
public static class ReleaseStore
{
    /// <summary>The largest package that is looked at: four times what a full log and all keys make.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int IdDigits = 16;

    /// <summary>
    /// Checks a package, stores it and uses its code up. A package that is here already is checked and nothing else. Throws <see cref="OfficerException"/>;
    /// then nothing is stored or recorded.
    /// </summary>
    public static ReleaseRecord Take(OfficerDesk desk, ECDiffieHellman authority, TagKeyRing tags, string path, int? code)
    {
        byte[] package = DeskFiles.Read(path, MaxLength);
        string sha256 = Convert.ToHexString(SHA256.HashData(package));
        string id = sha256[..IdDigits];
        using OpenedRelease release = Open(authority, package, path, desk.Keys.OpeningName);
        ReleaseRecord? known = desk.State.Releases.FirstOrDefault(one => one.Id == id);
        CodeRecord record = known == null ? CodeBook.For(desk, release.Request, code) : desk.State.Codes.First(one => one.Number == known.Code);
        ReleaseCheck.Check(release, desk.Keys.OpeningName, desk.NowUtcMs, tags.BaseKeyFingerprints(record.Serial, authority, desk.Keys.OpeningName));
        if (known != null)
        {
            return known;
        }

        desk.Files.Write(desk.Folder.Release(id), package);
        desk.Record(
            DeskEvent.ReleaseOpened,
            ("release", id), ("sha256", sha256), ("code", record.Number), ("kind", (int)release.Request.Kind), ("newestDay", release.Request.NewestDay),
            ("mask", release.Request.Mask), ("keys", release.Keys.Count), ("contacts", release.Contacts.Count));
        return desk.State.Release(id);
    }

    /// <summary>Opens a stored release, for the caller to dispose. Throws <see cref="OfficerException"/> when it is not what was stored.</summary>
    public static OpenedRelease Open(OfficerDesk desk, ECDiffieHellman authority, ReleaseRecord record)
    {
        string path = desk.Folder.Release(record.Id);
        return Open(authority, OfficerDesk.ReadRecorded(path, record.Sha256), path, desk.Keys.OpeningName);
    }

    private static OpenedRelease Open(ECDiffieHellman authority, byte[] package, string path, string ownName)
    {
        try
        {
            var (request, keys, contacts) = ReleasePackage.Open(authority, package);
            return new OpenedRelease(request, [.. keys.OrderBy(key => key.Day).ThenBy(key => key.FirstSlot)], contacts);
        }
        catch (Exception e) when (e is InvalidDataException or CryptographicException or ArgumentException or NotSupportedException or IOException)
        {
            throw new OfficerException(OfficerFault.PackageUnreadable, ("path", path), ("own", ownName));
        }
    }
}

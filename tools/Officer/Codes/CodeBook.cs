using System;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Officer.Tags;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Codes;

/// <summary>
/// Makes one-time codes (docs/protocol.md 8.9): one for a challenge, told within five minutes, used up by one release. Each is recorded before it is shown.
/// </summary>
public static class CodeBook
{
    /// <summary>
    /// The code for a request, 0..999,999, and its number. The same request within its time gives the same code again. Throws <see cref="OfficerException"/>.
    /// </summary>
    public static (int Code, int Number) Make(OfficerDesk desk, TagKeyRing tags, ECDiffieHellman authority, uint serial, uint challenge, ReleaseRequest request)
    {
        if (!request.IsValid(SlotTime.DayOf(desk.NowUtcMs)))
        {
            throw new OfficerException(OfficerFault.DaysInvalid);
        }

        CodeRecord? earlier = desk.State.Codes.LastOrDefault(one => one.Serial == serial && one.Challenge == challenge);
        if (earlier != null)
        {
            CheckAgain(earlier, request, desk.NowUtcMs);
        }

        using AuthorityTagKeys keys = tags.Present(serial, authority, desk.Keys.OpeningName);
        Convert.FromHexString(desk.Keys.OpeningName).CopyTo(request.Authority, 0);
        int code = AuthorityKeys.Code(new HostCipher(), keys.ReleaseKey, challenge, request);
        DeskLogEntry entry = desk.Record(
            earlier == null ? DeskEvent.CodeMade : DeskEvent.CodeShownAgain,
            ("serial", serial), ("generation", keys.Generation), ("challenge", challenge), ("kind", (int)request.Kind), ("newestDay", request.NewestDay),
            ("mask", request.Mask), ("code", earlier?.Number ?? desk.Log.Entries.Count + 1));
        return (code, earlier?.Number ?? entry.Number);
    }

    /// <summary>
    /// The code that a release came with: the one named, or the only unused one for these days. Throws <see cref="OfficerException"/>.
    /// </summary>
    public static CodeRecord For(OfficerDesk desk, ReleaseRequest request, int? number)
    {
        CodeRecord[] codes = [.. desk.State.Codes];
        if (number != null)
        {
            CodeRecord named = codes.FirstOrDefault(one => one.Number == number) ?? throw new OfficerException(OfficerFault.CodeUnknown, ("code", number));
            return named.Release.Length > 0 ? throw new OfficerException(OfficerFault.CodeUsed, ("code", named.Number), ("release", named.Release))
                : named.IsFor(request) ? named
                : throw new OfficerException(OfficerFault.ReleaseUnrequested);
        }

        CodeRecord[] fitting = [.. codes.Where(one => one.Release.Length == 0 && one.IsFor(request))];
        return fitting.Length == 1 ? fitting[0] : throw new OfficerException(OfficerFault.ReleaseUnrequested);
    }

    private static void CheckAgain(CodeRecord earlier, ReleaseRequest request, long nowUtcMs)
    {
        if (!earlier.IsFor(request))
        {
            throw new OfficerException(OfficerFault.ChallengeReused, ("challenge", Written(earlier.Challenge)), ("serial", earlier.Serial));
        }

        if (earlier.Release.Length > 0)
        {
            throw new OfficerException(OfficerFault.CodeUsed, ("code", earlier.Number), ("release", earlier.Release));
        }

        if (earlier.IsExpired(nowUtcMs))
        {
            throw new OfficerException(
                OfficerFault.CodeExpired, ("challenge", Written(earlier.Challenge)), ("serial", earlier.Serial), ("minutes", CodeRecord.ValidMs / 60_000));
        }
    }

    private static string Written(uint challenge) => challenge.ToString("00000000", System.Globalization.CultureInfo.InvariantCulture);
}

using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Registry.Auditing;

/// <summary>
/// The end of the trail: how many entries, and the hash of the last. Whoever notes it outside the registry (on paper, in an
/// export) can later show that nothing up to there was cut off or rewritten.
/// </summary>
/// <param name="Count">Entries up to here.</param>
/// <param name="Digest">The first 12 bytes of the hash of entry <see cref="Count"/>.</param>
public sealed record AuditHead(long Count, string Digest)
{
    /// <summary>Bytes of the hash that are noted: 96 bits.</summary>
    public const int DigestLength = 12;

    /// <summary>The head after entry <paramref name="count"/> with this hash.</summary>
    public static AuditHead Of(long count, ReadOnlySpan<byte> hash) => new(count, Convert.ToHexString(hash[..DigestLength]));

    /// <summary>Reads what <see cref="ToString"/> wrote; blanks and lower case are allowed.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuditHead? head)
    {
        string[] parts = (text ?? string.Empty).Split('-', StringSplitOptions.TrimEntries);
        string digest = string.Concat(parts.Skip(1)).ToUpperInvariant();
        bool isHead = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count > 0 && digest.Length == 2 * DigestLength && digest.All(char.IsAsciiHexDigitUpper);
        head = isHead ? new AuditHead(count, digest) : null;
        return isHead;
    }

    /// <summary>For paper: the count and three groups of eight hex digits, as in "117-9F3A61C2-0B7DE594-40236DC9".</summary>
    public override string ToString() => $"{Count}-{Digest[..8]}-{Digest[8..16]}-{Digest[16..]}";
}

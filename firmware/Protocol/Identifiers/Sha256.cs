using System;

namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// SHA-256 (FIPS 180-4) of messages of at most 55 bytes, the only ones the id scheme hashes: they fit one block.
/// nanoFramework offers HMAC-SHA256 but no plain SHA-256, hence this managed one. All memory is allocated in the
/// constructor; hashing allocates nothing. Not thread safe: one object serves one thread.
/// </summary>
public sealed class Sha256
{
    /// <summary>Bytes in a digest.</summary>
    public const int DigestLength = 32;

    /// <summary>The longest message that fits one block: 64 less the 0x80 mark and the 8-byte bit count.</summary>
    public const int MaxMessageLength = 55;

    // Words of the message schedule that are held: each depends on the sixteen before it only.
    private const int ScheduleLength = 16;
    private const int RoundCount = 64;

    // FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] RoundConstants =
    {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };

    private readonly uint[] _schedule = new uint[ScheduleLength];

    /// <summary>Blocks compressed since construction: what a slot change costs is counted here, not estimated.</summary>
    public int BlockCount { get; private set; }

    /// <summary>
    /// Writes the 32-byte digest of <paramref name="count"/> bytes to <paramref name="digest"/>, which may be the
    /// message itself. Throws <see cref="ArgumentOutOfRangeException"/> when the message does not fit one block.
    /// </summary>
    public void Hash(byte[] message, int offset, int count, byte[] digest, int digestOffset)
    {
        if (count < 0 || count > MaxMessageLength)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        FillSchedule(message, offset, count);
        Compress(digest, digestOffset);
        BlockCount++;
    }

    /// <summary>Overwrites the message and round values left from the last hash.</summary>
    public void Clear()
    {
        Array.Clear(_schedule, 0, ScheduleLength);
    }

    // The one block: the message, a bit that is set, zeros, and in the last word the length in bits.
    private void FillSchedule(byte[] message, int offset, int count)
    {
        uint[] w = _schedule;
        int wholeWords = count >> 2;
        for (int t = 0; t < wholeWords; t++)
        {
            w[t] = ((uint)message[offset] << 24) | ((uint)message[offset + 1] << 16) | ((uint)message[offset + 2] << 8) | message[offset + 3];
            offset += 4;
        }

        int rest = count & 3;
        uint last = 0x80000000u >> (8 * rest);
        for (int i = 0; i < rest; i++)
        {
            last |= (uint)message[offset + i] << (24 - (8 * i));
        }

        Array.Clear(w, wholeWords, ScheduleLength - wholeWords);
        w[wholeWords] = last;
        w[ScheduleLength - 1] = (uint)count * 8;
    }

    // Rotations stand in full: a call would cost the interpreter about ten times what the two shifts cost. Four rounds at once: the
    // variables change places once in four, not in each, which saves a sixteenth of all instructions.
    private void Compress(byte[] digest, int digestOffset)
    {
        uint[] w = _schedule;

        // FIPS 180-4, 5.3.3: the initial hash value; there is only one block, so it is also the addend at the end.
        uint a = 0x6a09e667, b = 0xbb67ae85, c = 0x3c6ef372, d = 0xa54ff53a;
        uint e = 0x510e527f, f = 0x9b05688c, g = 0x1f83d9ab, h = 0x5be0cd19;
        uint[] k = RoundConstants;
        for (int t = 0; t < RoundCount; t += 4)
        {
            int i = t & (ScheduleLength - 1);
            if (i == 0 && t != 0)
            {
                AdvanceSchedule(w);
            }

            uint t1 = h + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[t] + w[i];
            d += t1;
            h = t1 + (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10))) + ((a & b) | (c & (a | b)));

            t1 = g + (((d >> 6) | (d << 26)) ^ ((d >> 11) | (d << 21)) ^ ((d >> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[t + 1] + w[i + 1];
            c += t1;
            g = t1 + (((h >> 2) | (h << 30)) ^ ((h >> 13) | (h << 19)) ^ ((h >> 22) | (h << 10))) + ((h & a) | (b & (h | a)));

            t1 = f + (((c >> 6) | (c << 26)) ^ ((c >> 11) | (c << 21)) ^ ((c >> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[t + 2] + w[i + 2];
            b += t1;
            f = t1 + (((g >> 2) | (g << 30)) ^ ((g >> 13) | (g << 19)) ^ ((g >> 22) | (g << 10))) + ((g & h) | (a & (g | h)));

            t1 = e + (((b >> 6) | (b << 26)) ^ ((b >> 11) | (b << 21)) ^ ((b >> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[t + 3] + w[i + 3];
            a += t1;
            e = t1 + (((f >> 2) | (f << 30)) ^ ((f >> 13) | (f << 19)) ^ ((f >> 22) | (f << 10))) + ((f & g) | (h & (f | g)));

            uint t2 = a;
            a = e;
            e = t2;
            t2 = b;
            b = f;
            f = t2;
            t2 = c;
            c = g;
            g = t2;
            t2 = d;
            d = h;
            h = t2;
        }

        WriteBigEndian(digest, digestOffset, a + 0x6a09e667);
        WriteBigEndian(digest, digestOffset + 4, b + 0xbb67ae85);
        WriteBigEndian(digest, digestOffset + 8, c + 0x3c6ef372);
        WriteBigEndian(digest, digestOffset + 12, d + 0xa54ff53a);
        WriteBigEndian(digest, digestOffset + 16, e + 0x510e527f);
        WriteBigEndian(digest, digestOffset + 20, f + 0x9b05688c);
        WriteBigEndian(digest, digestOffset + 24, g + 0x1f83d9ab);
        WriteBigEndian(digest, digestOffset + 28, h + 0x5be0cd19);
    }

    // The next sixteen words in the place of the last sixteen: what is 7, 15 and 16 back is still there, or just replaced.
    private static void AdvanceSchedule(uint[] w)
    {
        for (int i = 0; i < ScheduleLength; i++)
        {
            uint x = w[(i + 1) & (ScheduleLength - 1)];
            uint y = w[(i + 14) & (ScheduleLength - 1)];
            w[i] += (((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3))
                + w[(i + 9) & (ScheduleLength - 1)] + (((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10));
        }
    }

    private static void WriteBigEndian(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)(value >> 24);
        buffer[offset + 1] = (byte)(value >> 16);
        buffer[offset + 2] = (byte)(value >> 8);
        buffer[offset + 3] = (byte)value;
    }
}

using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Ways in which a file of the tag can be damaged.</summary>
public static class LogDamage
{
    private const int VersionOffset = 4;

    /// <summary>Their names; an image is damaged in the way that its number leaves when divided by their count.</summary>
    public static readonly string[] Kinds =
    [
        "random bytes", "truncated", "junk behind the end", "eight bytes overwritten", "content of another file", "one bit turned, a foreign segment beside it",
        "missing", "a newer format version", "a directory in its place",
    ];

    private const int NewerVersion = 7;
    private const int Directory = 8;

    /// <summary>Whether image <paramref name="number"/> has a file of a newer format.</summary>
    public static bool IsNewerVersion(int number) => number % Kinds.Length == NewerVersion;

    /// <summary>Damages one file. Returns its name.</summary>
    public static string Apply(FileFlash files, int number)
    {
        string[] names = files.List();
        string name = names[Noise.Bits(24, number) % (ulong)names.Length];
        string other = names[Noise.Bits(25, number) % (ulong)names.Length];
        byte[] content = files.Content(name);
        ulong chance = Noise.Bits(26, number);
        switch (number % Kinds.Length)
        {
            case 0:
                files.Place(name, Noise.Bytes((int)(chance % 5000), 27, number));
                break;
            case 1:
                files.Place(name, content[..(int)(chance % (ulong)content.Length)]);
                break;
            case 2:
                files.Place(name, [.. content, .. Noise.Bytes(1 + (int)(chance % 600), 28, number)]);
                break;
            case 3:
                files.Place(name, Overwritten(content, number));
                break;
            case 4:
                files.Place(name, files.Content(other));
                break;
            case 5:
                files.Place(SegmentNames.NameOf((uint)chance), Noise.Bytes((int)(chance % 4097), 29, number));
                files.Place(name, Flipped(content, chance));
                break;
            case NewerVersion:
                files.Place(name, Newer(content));
                break;
            case Directory:
                files.Remove(name);
                files.Directory = name;
                break;
            default:
                files.Remove(name);
                break;
        }

        return name;
    }

    /// <summary>The content with one bit turned over.</summary>
    public static byte[] Flipped(byte[] content, ulong chance)
    {
        byte[] copy = (byte[])content.Clone();
        copy[chance % (ulong)copy.Length] ^= (byte)(1 << (int)(chance >> 60 & 7));
        return copy;
    }

    // All of them have their version behind the four letters but the kept daily key, which then is a damaged one. The CRC is right.
    private static byte[] Newer(byte[] content)
    {
        byte[] copy = (byte[])content.Clone();
        copy[VersionOffset]++;
        FlashSeal.Close(copy, 0, FlashSeal.HasMagic(copy, 0, 'L', 'G') ? SegmentHeader.Length : copy.Length, 0);
        return copy;
    }

    private static byte[] Overwritten(byte[] content, int number)
    {
        byte[] copy = (byte[])content.Clone();
        for (int i = 0; i < 8; i++)
        {
            ulong chance = Noise.Bits(30, number, i);
            copy[chance % (ulong)copy.Length] = (byte)(chance >> 40);
        }

        return copy;
    }
}

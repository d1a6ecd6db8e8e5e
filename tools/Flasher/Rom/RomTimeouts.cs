using System;

namespace BluezoneTag.Flasher.Rom;

/// <summary>How long the ROM may take. Erase and programming are slow on real parts.</summary>
public static class RomTimeouts
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Any ordinary command.</summary>
    public static readonly TimeSpan Command = TimeSpan.FromSeconds(3);

    /// <summary>One try of SYNC.</summary>
    public static readonly TimeSpan Sync = TimeSpan.FromMilliseconds(100);

    /// <summary>A begin erases its range first: 30 s per MB, at least 3 s.</summary>
    public static TimeSpan Erase(long bytes) => AtLeastCommand(30 * bytes / Megabyte);

    /// <summary>A block that expands to <paramref name="bytes"/>: 3 s and 40 s per MB.</summary>
    public static TimeSpan Data(long bytes) => Command + TimeSpan.FromSeconds(40 * bytes / Megabyte);

    /// <summary>An MD5 over <paramref name="bytes"/>: 8 s per MB, at least 3 s.</summary>
    public static TimeSpan Md5(long bytes) => AtLeastCommand(8 * bytes / Megabyte);

    private static TimeSpan AtLeastCommand(double seconds) => TimeSpan.FromSeconds(Math.Max(Command.TotalSeconds, seconds));
}

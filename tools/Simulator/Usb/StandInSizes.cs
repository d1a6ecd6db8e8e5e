namespace BluezoneTag.Simulator.Usb;

/// <summary>How large the files of <see cref="StandIns"/> are.</summary>
public sealed record StandInSizes
{
    /// <summary>Large enough for every step to show, small enough to try quickly.</summary>
    public static readonly StandInSizes Default = new();

    /// <summary>For thousands of runs: every kind of region, few blocks of each.</summary>
    public static readonly StandInSizes Small = new() { ClrBytes = 11_000, BootloaderBytes = 2_000, CodeBytes = 2_500, DeployBytes = 0x8000, ConfigBytes = 0x4000 };

    /// <summary>As large as the real ones: 1.6 MB nanoCLR, 300 KB of application, content that deflates to about three quarters.</summary>
    public static readonly StandInSizes Full = new() { ClrBytes = 1_600_000, BootloaderBytes = 20_000, CodeBytes = 150_000, NoiseMask = 0x3F };

    /// <summary>Bytes of nanoCLR's segment.</summary>
    public int ClrBytes { get; init; } = 300_000;

    /// <summary>Bytes of the bootloader's segment.</summary>
    public int BootloaderBytes { get; init; } = 16_000;

    /// <summary>Bytes of code in each of the two assemblies.</summary>
    public int CodeBytes { get; init; } = 20_000;

    /// <summary>The most that the partition `deploy` may have, bytes.</summary>
    public uint DeployBytes { get; init; } = uint.MaxValue;

    /// <summary>Bytes of the partition `config`.</summary>
    public uint ConfigBytes { get; init; } = 0x40000;

    /// <summary>Bits of each byte that are noise; fewer of them make files that deflate.</summary>
    public byte NoiseMask { get; init; } = 0xFF;
}

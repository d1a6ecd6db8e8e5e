using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Power;

namespace BluezoneTag.Tag.Ports;

/// <summary>
/// Everything the tag needs from its surroundings, in one place. Program.cs fills it with device adapters, the simulator
/// with its own; the tag itself makes none of them.
/// </summary>
public sealed class TagPorts
{
    /// <summary>See <see cref="IClock"/>.</summary>
    public IClock Clock;

    /// <summary>See <see cref="IClockChip"/>.</summary>
    public IClockChip ClockChip;

    /// <summary>See <see cref="IAdvertiser"/>.</summary>
    public IAdvertiser Advertiser;

    /// <summary>See <see cref="IScanner"/>.</summary>
    public IScanner Scanner;

    /// <summary>See <see cref="ISyncService"/>.</summary>
    public ISyncService Sync;

    /// <summary>See <see cref="IFlashFiles"/>.</summary>
    public IFlashFiles Files;

    /// <summary>See <see cref="IPower"/>.</summary>
    public IPower Power;

    /// <summary>See <see cref="IIndicator"/>.</summary>
    public IIndicator Indicator;

    /// <summary>See <see cref="IButton"/>.</summary>
    public IButton Button;

    /// <summary>See <see cref="IBattery"/>.</summary>
    public IBattery Battery;

    /// <summary>See <see cref="IMotion"/>.</summary>
    public IMotion Motion;

    /// <summary>See <see cref="IEntropy"/>.</summary>
    public IEntropy Entropy;

    /// <summary>What the board and its firmware image draw.</summary>
    public ChargeProfile Charge = ChargeProfile.ReferenceBoard();

    /// <summary>The cell's rated capacity.</summary>
    public int CellMilliampHours = ChargeProfile.DefaultCapacityMilliampHours;

    /// <summary>
    /// Milliseconds of sightings that a power cut may cost, 1 to 900,000, in whole radio slots of 20 s: what is between two is rounded
    /// up. Less wears the flash more.
    /// </summary>
    public int CheckpointMs = ContactBook.DefaultCheckpointMs;

    /// <summary>See <see cref="ICipher"/>.</summary>
    public ICipher Cipher;
}

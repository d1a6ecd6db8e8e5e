using System;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Rom;

/// <summary>A chip in its ROM loader, synchronised, identified and ready to write flash.</summary>
public sealed class Loader
{
    private const int SyncTries = 5;
    private readonly RomConnection _connection;

    internal Loader(RomConnection connection, RomClient rom, ChipFacts chip)
    {
        _connection = connection;
        Rom = rom;
        Chip = chip;
    }

    /// <summary>Its commands.</summary>
    public RomClient Rom { get; }

    /// <summary>Which chip.</summary>
    public ChipFacts Chip { get; }

    /// <summary>Factory MAC address, twelve upper-case hexadecimal digits: the name of this chip in records.</summary>
    public required string Mac { get; init; }

    /// <summary>Bytes of flash.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>Rate in force; the first one on a link without rate.</summary>
    public required int Baud { get; init; }

    /// <summary>How it was reset; null when the link cannot reset.</summary>
    public required IResetStrategy? Reset { get; init; }

    /// <summary>The link below.</summary>
    public ISerialLink Link => _connection.Link;

    /// <summary>The time.</summary>
    public ILinkClock Clock => _connection.Clock;

    /// <summary>After a failed exchange: waits for silence and synchronises again. False when only a reset can help.</summary>
    public bool TryRecover() => TrySync(_connection, Rom, SyncTries);

    internal static bool TrySync(RomConnection connection, RomClient rom, int tries)
    {
        for (int attempt = 0; attempt < tries; attempt++)
        {
            connection.Drain(TimeSpan.FromMilliseconds(10));
            if (rom.TrySync())
            {
                return true;
            }
        }

        return false;
    }
}

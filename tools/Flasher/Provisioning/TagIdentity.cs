using System;
using System.Security.Cryptography;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Flasher.Provisioning;

/// <summary>
/// A new identity: 32 bytes of base key and 16 bytes of claim secret from the random generator of the system, made once for one
/// tag. It is never stored on this machine; disposing of it overwrites it in memory.
/// </summary>
public sealed class TagIdentity : IDisposable
{
    /// <summary>Name of the file on the tag (docs/protocol.md 4).</summary>
    public const string FileName = "identity.bin";

    private readonly IdentityImage _identity = new();

    /// <summary>
    /// Draws keys for the tag <paramref name="serial"/>, made on UTC day <paramref name="creationDay"/> since 1970, whose wearer lives
    /// <paramref name="utcOffsetMinutes"/> from UTC.
    /// </summary>
    public TagIdentity(uint serial, int creationDay, int utcOffsetMinutes)
        : this(creationDay, utcOffsetMinutes)
    {
        _identity.Serial = serial;
    }

    /// <summary>Draws keys for a tag whose serial <see cref="Reserve"/> will tell; 0 until then.</summary>
    public TagIdentity(int creationDay, int utcOffsetMinutes)
    {
        _identity.CreationDay = creationDay;
        _identity.UtcOffsetMinutes = utcOffsetMinutes;
        RandomNumberGenerator.Fill(_identity.BaseKey);
        RandomNumberGenerator.Fill(_identity.ClaimSecret);
    }

    /// <summary>Serial number, printed on the tag.</summary>
    public uint Serial => _identity.Serial;

    /// <summary>UTC day on which the keys were made.</summary>
    public int CreationDay => _identity.CreationDay;

    /// <summary>16 secret bytes for the label, and for nothing else.</summary>
    public ReadOnlySpan<byte> ClaimSecret => _identity.ClaimSecret;

    /// <summary>
    /// Sets a serial and these keys aside in <paramref name="registry"/>, which keeps fingerprints only, and takes the serial. Once, and before
    /// the first erase.
    /// </summary>
    public Result<Reservation> Reserve(TagRegistry registry, ReservationRequest request)
    {
        Result<Reservation> reserved = registry.Provisioning.Reserve(request, _identity.BaseKey, _identity.ClaimSecret);
        _identity.Serial = reserved.IsOk ? reserved.Value.Serial : 0;
        return reserved;
    }

    /// <summary>The 80 secret bytes of the file: for the tag, and for an escrow that encrypts them.</summary>
    public byte[] ToFile()
    {
        byte[] file = new byte[IdentityImage.Length];
        _identity.Write(file);
        return file;
    }

    /// <summary>The 8 KiB for the partition `config`, blocks 0 and 1; everything else in the partition stays as it is.</summary>
    public FlashRegion ToRegion(PartitionEntry config) => ToRegion(config, LittleFsImage.Length);

    /// <summary>The same, and the rest of the partition erased: nothing of an earlier wearer is left.</summary>
    public FlashRegion ToWholePartition(PartitionEntry config) => ToRegion(config, config.Size);

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_identity.BaseKey);
        CryptographicOperations.ZeroMemory(_identity.ClaimSecret);
    }

    private FlashRegion ToRegion(PartitionEntry config, uint length)
    {
        byte[] file = ToFile();
        byte[] image = LittleFsImage.Build(FileName, file, config.Size / FlashRegion.SectorBytes);
        var region = new FlashRegion(config.Label, config.Offset, image, length);
        CryptographicOperations.ZeroMemory(file);
        CryptographicOperations.ZeroMemory(image);
        return region;
    }
}

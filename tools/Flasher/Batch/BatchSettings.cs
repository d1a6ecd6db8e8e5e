using BluezoneTag.Flasher.Images;

namespace BluezoneTag.Flasher.Batch;

/// <summary>What every tag of a batch gets.</summary>
public sealed record BatchSettings
{
    /// <summary>Firmware and application.</summary>
    public required FirmwareSet Firmware { get; init; }

    /// <summary>UTC day since 1970 on which the keys are made.</summary>
    public required int CreationDay { get; init; }

    /// <summary>Minutes from UTC where the wearers live.</summary>
    public required int UtcOffsetMinutes { get; init; }

    /// <summary>Whether the started tag is asked what it is before it counts as done.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether a tag that is provisioned and labelled gets a new key; otherwise it is skipped.</summary>
    public bool Replaces { get; init; }

    /// <summary>What the registry keeps as the firmware's version.</summary>
    public string FirmwareName => Firmware.Package.Target.Length == 0
        ? $"nanoCLR {System.Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Firmware.Package.NanoClr.Bytes))[..16]}"
        : $"{Firmware.Package.Target} {Firmware.Package.Version}".TrimEnd();
}

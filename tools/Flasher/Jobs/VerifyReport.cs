using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Flasher.Jobs;

/// <summary>What a comparison found.</summary>
/// <param name="Port">Port, as the user called it.</param>
/// <param name="Chip">Chip name.</param>
/// <param name="Mac">Factory MAC.</param>
/// <param name="IsRegionRight">By region: whether the chip holds what it should.</param>
/// <param name="Start">How the application was started.</param>
public sealed record VerifyReport(string Port, string Chip, string Mac, IReadOnlyDictionary<string, bool> IsRegionRight, StartKind Start)
{
    /// <summary>Regions that are not right.</summary>
    public IReadOnlyList<string> Wrong => [.. IsRegionRight.Where(one => !one.Value).Select(one => one.Key)];
}

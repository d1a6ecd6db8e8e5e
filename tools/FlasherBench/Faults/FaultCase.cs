using System;
using System.Globalization;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.FlasherBench.Faults;

/// <summary>One run: a chip, one fault, and whether a pulled plug stays away.</summary>
/// <param name="Chip">Name of the <see cref="ChipModel"/>.</param>
/// <param name="Fault">What happens on the wire.</param>
/// <param name="IsGone">After a cut the port does not come back in this run.</param>
public sealed record FaultCase(string Chip, LinkFault Fault, bool IsGone = false)
{
    /// <summary>As a failure prints it: chip:direction:frame:kind:delay in us:place:mask:0 or 1.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Chip}:{(Fault.IsToChip ? "in" : "out")}:{Fault.Frame}:{Fault.Kind}:{Fault.DelayUs}:{Fault.Place}:{Fault.Mask}:{(IsGone ? 1 : 0)}");

    /// <summary>What <see cref="ToString"/> wrote; null when it is nothing of the kind.</summary>
    public static FaultCase? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 8
            && parts[0] is "c3" or "c3-uart" or "esp32"
            && parts[1] is "in" or "out"
            && Whole(parts[2]) is { } frame
            && Enum.TryParse(parts[3], out LinkFaultKind kind)
            && Whole(parts[4]) is { } delayUs
            && Whole(parts[5]) is { } place
            && Whole(parts[6]) is { } mask
            ? new FaultCase(parts[0], new LinkFault(parts[1] == "in", frame, kind, delayUs, place, (byte)mask), parts[7] == "1")
            : null;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;
}

namespace BluezoneTag.Simulator.Usb;

/// <summary>What happens to one frame.</summary>
public enum LinkFaultKind
{
    /// <summary>It is lost.</summary>
    Drop,

    /// <summary>One byte is wrong: one bit in its middle, unless told otherwise.</summary>
    Corrupt,

    /// <summary>It comes twice.</summary>
    Duplicate,

    /// <summary>It comes late.</summary>
    Delay,

    /// <summary>The cable is pulled: nothing more passes either way until it is put back.</summary>
    Cut,
}

/// <summary>A fault of the line.</summary>
/// <param name="IsToChip">Direction.</param>
/// <param name="Frame">Number of the frame in that direction, from 0.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="DelayUs">How late, for a delay.</param>
/// <param name="Place">Which byte of the frame is damaged, counted around its length; below 0 the middle one.</param>
/// <param name="Mask">Bits that are turned over.</param>
public sealed record LinkFault(bool IsToChip, int Frame, LinkFaultKind Kind, long DelayUs = 0, int Place = -1, byte Mask = 0x10);

namespace BluezoneTag.Flasher.Tests.Support;

public enum FaultKind
{
    None,
    Drop,
    Corrupt,
    Duplicate,
    Delay,
    DelayLong,
    Truncate,
    Noise,
    CutLink,
    Brownout,
}

/// <summary>One fault: what happens to the frame with that number, counted over all links of a run in one direction.</summary>
public sealed record LinkFault(FaultKind Kind, bool ToChip, int Frame, int Place = 0, byte Mask = 0x01)
{
    public override string ToString() => $"{Kind} {(ToChip ? "to" : "from")} chip, frame {Frame}, byte {Place}, mask {Mask:X2}";
}

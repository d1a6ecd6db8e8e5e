using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Flash;

/// <summary>Files whose power can be cut inside any flash operation. What is on flash then is enumerated by a number, not drawn.</summary>
public interface IFaultyFiles : IFlashFiles
{
    /// <summary>Flash operations so far: the clock of fault injection.</summary>
    int OperationCount { get; }

    /// <summary>Reads so far: each open, read, close counts one.</summary>
    int ReadCount { get; }

    /// <summary>Operation (1 for the first ever) inside which power goes, 0 for none.</summary>
    int CutAt { get; set; }

    /// <summary>
    /// What the cut leaves: 0 as before the operation, 1 as after it; each higher number another torn state of the same operation.
    /// </summary>
    int Variant { get; set; }

    /// <summary>What a start does before the firmware runs: forget all that is not on flash.</summary>
    void Remount();

    /// <summary>An independent copy that goes on from here.</summary>
    IFaultyFiles Fork();
}

namespace BluezoneTag.Simulator.Flash;

/// <summary>What a power cut did to the flash operation that it hit.</summary>
public enum CutEffect
{
    /// <summary>No cut yet.</summary>
    None,

    /// <summary>The operation had not begun to change anything.</summary>
    NotBegun,

    /// <summary>The operation was over, but nobody was told.</summary>
    Done,

    /// <summary>A file that was being replaced is empty.</summary>
    EmptyFile,

    /// <summary>A first part of the new bytes of a file is there, the last of them undecided.</summary>
    TornFile,

    /// <summary>All new bytes of a file are there, a piece in the middle undecided.</summary>
    HoleInFile,

    /// <summary>A first part of the bytes of a program is there, the last of them undecided.</summary>
    TornProgram,

    /// <summary>Some pages of a block are erased, some as before, some undecided.</summary>
    TornErase,
}

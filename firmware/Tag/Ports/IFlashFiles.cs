namespace BluezoneTag.Tag.Ports;

/// <summary>
/// Small files in flash, as littlefs under nanoFramework gives them: what a method wrote is durable when it returns and
/// not before; each writing method opens, writes and closes once, so it happens whole or not at all when power dies inside.
/// There is no atomic replace and no free-space figure. Names are plain ("log-00000001.seg"), at most 32 characters.
/// Errors are results, not exceptions, but for lack of memory: <see cref="System.OutOfMemoryException"/> comes through, or a file that could
/// not be opened for it would be taken for one that is damaged. It leaves a file as power that dies inside would.
/// </summary>
public interface IFlashFiles
{
    /// <summary>Bytes in the file, or -1 when there is none (or something else has that name).</summary>
    int GetLength(string name);

    /// <summary>
    /// Reads up to <paramref name="count"/> bytes from position <paramref name="fileOffset"/>; returns how many, 0 at the
    /// end, or -1 when the file is missing or cannot be read.
    /// </summary>
    int Read(string name, int fileOffset, byte[] buffer, int offset, int count);

    /// <summary>Creates the file or replaces all of it. If power dies inside: the old content, the new, or an empty file.</summary>
    bool Write(string name, byte[] buffer, int offset, int count);

    /// <summary>Adds to the end, creating the file if missing. If power dies inside: with or without all of the new bytes.</summary>
    bool Append(string name, byte[] buffer, int offset, int count);

    /// <summary>Removes the file. True when it is gone, also when it was not there.</summary>
    bool Delete(string name);

    /// <summary>Names of all files, in no order. Allocates: for start-up only.</summary>
    string[] List();
}

using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Flash that takes everything and keeps nothing, and so allocates nothing: for measuring what others allocate.</summary>
public sealed class TakingFiles : IFlashFiles
{
    /// <inheritdoc/>
    public int GetLength(string name) => -1;

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count) => -1;

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int count) => true;

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count) => true;

    /// <inheritdoc/>
    public bool Delete(string name) => true;

    /// <inheritdoc/>
    public string[] List() => [];
}

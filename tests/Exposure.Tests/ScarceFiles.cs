using System;
using BluezoneTag.Simulator.Flash;

namespace BluezoneTag.Exposure.Tests;

/// <summary>Files on a tag whose heap is full for one moment: one read fails for want of memory, as the adapter's would.</summary>
public sealed class ScarceFiles : IFaultyFiles
{
    private readonly FileFlash _files = new();
    private int _shortAt;

    /// <summary>Reads since <see cref="Arm"/>.</summary>
    public int Reads { get; private set; }

    /// <inheritdoc/>
    public int OperationCount => _files.OperationCount;

    /// <inheritdoc/>
    public int ReadCount => _files.ReadCount;

    /// <inheritdoc/>
    public int CutAt
    {
        get => _files.CutAt;
        set => _files.CutAt = value;
    }

    /// <inheritdoc/>
    public int Variant
    {
        get => _files.Variant;
        set => _files.Variant = value;
    }

    /// <inheritdoc/>
    public CutEffect LastCut => _files.LastCut;

    /// <summary>Counts reads from here and lets number <paramref name="read"/> fail; 0 for none.</summary>
    public void Arm(int read)
    {
        Reads = 0;
        _shortAt = read;
    }

    /// <inheritdoc/>
    public void Remount() => _files.Remount();

    /// <inheritdoc/>
    public IFaultyFiles Fork() => _files.Fork();

    /// <inheritdoc/>
    public int GetLength(string name) => _files.GetLength(name);

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        Reads++;
        return Reads == _shortAt ? throw new InsufficientMemoryException() : _files.Read(name, fileOffset, buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int count) => _files.Write(name, buffer, offset, count);

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count) => _files.Append(name, buffer, offset, count);

    /// <inheritdoc/>
    public bool Delete(string name) => _files.Delete(name);

    /// <inheritdoc/>
    public string[] List() => _files.List();
}

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Flash;

/// <summary>
/// Files alone, durable at close (docs/log.md 3): a cut leaves a file as it was, as it should be, empty if it was being replaced,
/// or - worse than littlefs promises - with any part of the new bytes and the last of them undecided.
/// </summary>
public sealed class FileFlash : IFaultyFiles
{
    private const int FirstTornVariant = 3;
    private const int UndecidedBytes = 8;

    private readonly SortedDictionary<string, byte[]> _files;

    /// <summary>No files.</summary>
    public FileFlash()
        : this(new SortedDictionary<string, byte[]>(StringComparer.Ordinal))
    {
    }

    private FileFlash(SortedDictionary<string, byte[]> files)
    {
        _files = files;
    }

    /// <inheritdoc/>
    public int OperationCount { get; private set; }

    /// <inheritdoc/>
    public int ReadCount { get; private set; }

    /// <inheritdoc/>
    public int CutAt { get; set; }

    /// <inheritdoc/>
    public int Variant { get; set; }

    /// <summary>Bytes all files may have together; more is refused.</summary>
    public int CapacityBytes { get; set; } = int.MaxValue;

    /// <summary>Name that is a directory here: no file of it can be read or written.</summary>
    public string? Directory { get; set; }

    /// <summary>Writing operations from this one on report failure though they did their work; 0 for none.</summary>
    public int LiesFrom { get; set; }

    /// <summary>Bytes in all files.</summary>
    public int TotalLength => _files.Values.Sum(content => content.Length);

    /// <inheritdoc/>
    public void Remount()
    {
    }

    /// <inheritdoc/>
    public IFaultyFiles Fork() => Copy();

    /// <summary>As <see cref="Fork"/>. File contents are never changed in place and so are shared.</summary>
    public FileFlash Copy() => new(new SortedDictionary<string, byte[]>(_files, StringComparer.Ordinal))
    {
        OperationCount = OperationCount,
        CapacityBytes = CapacityBytes,
        Directory = Directory,
    };

    /// <inheritdoc/>
    public int GetLength(string name)
    {
        ReadCount++;
        return _files.TryGetValue(name, out byte[]? content) ? content.Length : -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        ReadCount++;
        if (!_files.TryGetValue(name, out byte[]? content))
        {
            return -1;
        }

        int available = Math.Clamp(content.Length - fileOffset, 0, count);
        Array.Copy(content, Math.Min(fileOffset, content.Length), buffer, offset, available);
        return available;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int count)
    {
        byte[] next = buffer.AsSpan(offset, count).ToArray();
        return Commit(name, next, keptLength: 0, isReplaced: true);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        byte[] old = _files.TryGetValue(name, out byte[]? content) ? content : [];
        byte[] next = new byte[old.Length + count];
        old.CopyTo(next, 0);
        Array.Copy(buffer, offset, next, old.Length, count);
        return Commit(name, next, old.Length, isReplaced: false);
    }

    /// <inheritdoc/>
    public bool Delete(string name) => !_files.ContainsKey(name) || Commit(name, null, 0, isReplaced: false);

    /// <inheritdoc/>
    public string[] List()
    {
        ReadCount++;
        return [.. _files.Keys];
    }

    /// <summary>The content of a file, not to be changed.</summary>
    public byte[] Content(string name) => _files[name];

    /// <summary>Puts a file there, no operation counted.</summary>
    public void Place(string name, byte[] content) => _files[name] = content;

    private bool Commit(string name, byte[]? next, int keptLength, bool isReplaced)
    {
        if (name == Directory || (next != null && TotalLength - LengthOf(name) + next.Length > CapacityBytes))
        {
            return false;
        }

        OperationCount++;
        if (OperationCount != CutAt)
        {
            Store(name, next);
            return LiesFrom == 0 || OperationCount < LiesFrom;
        }

        Tear(name, next, keptLength, isReplaced);
        throw new PowerCutException();
    }

    private void Tear(string name, byte[]? next, int keptLength, bool isReplaced)
    {
        if (Variant == 1)
        {
            Store(name, next);
        }
        else if (Variant == 2 && isReplaced)
        {
            Store(name, []);
        }
        else if (Variant >= FirstTornVariant && next != null)
        {
            Store(name, Torn(next, keptLength));
        }
    }

    // A part of the new bytes, and some of them undecided, each bit programmed or not: the last ones, or a piece in the middle of all
    // of them, since nobody promises an order.
    private byte[] Torn(byte[] next, int keptLength)
    {
        int news = next.Length - keptLength;
        ulong chance = Noise.Bits(1, OperationCount, Variant);
        bool isHole = Variant % 2 == 0;
        int length = isHole ? next.Length : keptLength + (int)(chance % (ulong)(news + 1));
        int hole = isHole ? keptLength + (int)(chance % (ulong)Math.Max(1, news)) : Math.Max(keptLength, length - UndecidedBytes);
        byte[] torn = next[..length];
        for (int i = hole; i < length && i < hole + UndecidedBytes; i++)
        {
            torn[i] |= (byte)Noise.Bits(2, OperationCount, Variant, i);
        }

        return torn;
    }

    private int LengthOf(string name) => _files.TryGetValue(name, out byte[]? content) ? content.Length : 0;

    private void Store(string name, byte[]? content)
    {
        if (content == null)
        {
            _files.Remove(name);
        }
        else
        {
            _files[name] = content;
        }
    }
}

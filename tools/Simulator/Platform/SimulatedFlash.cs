using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// Files with the platform's semantics: each writing call opens, writes and closes, and is durable when it returns.
/// Counts its writing operations, and can lose power in the middle of one: then a replaced file is left as it was, empty,
/// or new; an appended one as it was or as new, and the call throws <see cref="PowerCutException"/>.
/// </summary>
public sealed class SimulatedFlash : IFlashFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Writing operations so far, the clock of fault injection.</summary>
    public int OperationCount { get; private set; }

    /// <summary>Operation (1 for the first) that loses power, or 0 for none.</summary>
    public int CutAtOperation { get; set; }

    /// <summary>Operations that lost power so far.</summary>
    public int CutCount { get; private set; }

    /// <summary>What a cut leaves behind.</summary>
    public CutOutcome CutOutcome { get; set; }

    /// <summary>Blocks of 4 KiB in the partition, each file in blocks of its own; 0 for no end.</summary>
    public int Capacity { get; set; }

    /// <summary>Refuses all writing operations while true: a full or failing flash.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>Called at each writing operation that worked, to charge it to the battery.</summary>
    public Action? OnOperation { get; set; }

    /// <summary>Bytes in all files.</summary>
    public int TotalLength => _files.Values.Sum(content => content.Length);

    /// <inheritdoc/>
    public int GetLength(string name) => _files.TryGetValue(name, out byte[]? content) ? content.Length : -1;

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
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
        return Commit(name, next, canBeEmpty: true);
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        _files.TryGetValue(name, out byte[]? old);
        byte[] next = new byte[(old?.Length ?? 0) + count];
        old?.CopyTo(next, 0);
        Array.Copy(buffer, offset, next, next.Length - count, count);
        return Commit(name, next, canBeEmpty: false);
    }

    /// <inheritdoc/>
    public bool Delete(string name) => Commit(name, null, canBeEmpty: false);

    /// <inheritdoc/>
    public string[] List() => _files.Keys.ToArray();

    /// <summary>A copy of a file, for looking at it from outside.</summary>
    public byte[] ReadAll(string name) => _files[name].AsSpan().ToArray();

    /// <summary>Puts a file there as provisioning or a vandal would: no operation is counted.</summary>
    public void Place(string name, byte[] content) => _files[name] = content.AsSpan().ToArray();

    private static int Blocks(byte[] content) => Math.Max(1, (content.Length + 4095) / 4096);

    private bool Commit(string name, byte[]? next, bool canBeEmpty)
    {
        if (IsRefusing || (Capacity > 0 && next != null && Blocks(next) + _files.Where(file => file.Key != name).Sum(file => Blocks(file.Value)) > Capacity))
        {
            return false;
        }

        OperationCount++;
        bool isCut = OperationCount == CutAtOperation;
        if (!isCut || CutOutcome == CutOutcome.New)
        {
            Store(name, next);
        }
        else if (CutOutcome == CutOutcome.Empty && canBeEmpty)
        {
            Store(name, Array.Empty<byte>());
        }

        if (isCut)
        {
            CutCount++;
            throw new PowerCutException();
        }

        OnOperation?.Invoke();
        return true;
    }

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

using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Flash;

/// <summary>
/// A file system in the manner of littlefs over <see cref="NorFlash"/> (docs/log.md 4): small files inside the directory's log
/// of commits, larger ones in a block of their own that is copied at each change, round-robin allocation, and a directory pair that moves on when worn. Not
/// littlefs: no hierarchy, one block a file, its own format. Numbers of it are a model's.
/// </summary>
public sealed class LittleFiles : IFaultyFiles
{
    /// <summary>Files up to this many bytes stand in the directory.</summary>
    public const int InlineLength = 512;

    /// <summary>Programs are rounded up to this many bytes.</summary>
    public const int ProgramLength = 128;

    /// <summary>Erases of the directory pair after which it moves.</summary>
    public const int BlockCycles = 500;

    private readonly NorFlash _flash;
    private readonly SortedDictionary<string, LittleFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<int> _known = [];
    private readonly CommitLog _anchor;
    private CommitLog _directory;
    private int _nextBlock;

    /// <summary>Formats <paramref name="flash"/>.</summary>
    public LittleFiles(NorFlash flash)
        : this(flash, isFormatted: false)
    {
    }

    private LittleFiles(NorFlash flash, bool isFormatted)
    {
        _flash = flash;
        _anchor = new CommitLog(flash, 0, 1);
        _directory = new CommitLog(flash, 2, 3);
        if (isFormatted)
        {
            Remount();
        }
        else
        {
            Format();
        }
    }

    /// <summary>The flash below.</summary>
    public NorFlash Flash => _flash;

    /// <inheritdoc/>
    public int OperationCount => _flash.OperationCount;

    /// <inheritdoc/>
    public int ReadCount { get; private set; }

    /// <inheritdoc/>
    public int CutAt
    {
        get => _flash.CutAt;
        set => _flash.CutAt = value;
    }

    /// <inheritdoc/>
    public int Variant
    {
        get => _flash.Variant;
        set => _flash.Variant = value;
    }

    /// <summary>Times that nothing could be mounted and the partition was formatted, as the platform does without a word.</summary>
    public int FormatCount { get; private set; }

    /// <inheritdoc/>
    public IFaultyFiles Fork() => new LittleFiles(_flash.Copy(), isFormatted: true);

    /// <inheritdoc/>
    public void Remount()
    {
        _files.Clear();
        _known.Clear();
        if (!_anchor.Mount(ReadAnchor) || !_directory.Mount(ReadDirectory))
        {
            FormatCount++;
            Format();
        }

        // littlefs begins its search at a place drawn from what it read at mount.
        _nextBlock = (int)(Noise.Bits(7, _directory.Revision, _directory.End) % (ulong)_flash.BlockCount);
    }

    /// <inheritdoc/>
    public int GetLength(string name)
    {
        ReadCount++;
        return _files.TryGetValue(name, out LittleFile? file) ? file.Length : -1;
    }

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        ReadCount++;
        if (!_files.TryGetValue(name, out LittleFile? file))
        {
            return -1;
        }

        int available = Math.Clamp(file.Length - fileOffset, 0, count);
        if (available > 0)
        {
            ContentOf(file).Slice(fileOffset, available).CopyTo(buffer.AsSpan(offset));
        }

        return available;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int count) => Put(name, buffer.AsSpan(offset, count).ToArray());

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        ReadOnlySpan<byte> old = _files.TryGetValue(name, out LittleFile? file) ? ContentOf(file) : default;
        return Put(name, [.. old, .. buffer.AsSpan(offset, count)]);
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        if (!_files.TryGetValue(name, out LittleFile? old))
        {
            return true;
        }

        _files.Remove(name);
        if (Commit(LittleFile.Removed(name)))
        {
            return true;
        }

        _files[name] = old;
        return false;
    }

    /// <inheritdoc/>
    public string[] List()
    {
        ReadCount++;
        return [.. _files.Keys];
    }

    private ReadOnlySpan<byte> ContentOf(LittleFile file) => file.Block < 0 ? file.Inline : _flash.Read(file.Block)[..file.Length];

    private bool Put(string name, byte[] content)
    {
        if (content.Length > NorFlash.BlockLength)
        {
            return false;
        }

        LittleFile? next = content.Length <= InlineLength ? new LittleFile(name, content) : WriteBlock(name, content);
        if (next == null)
        {
            return false;
        }

        bool hadOld = _files.TryGetValue(name, out LittleFile? old);
        _files[name] = next;
        if (Commit(next.Encode()))
        {
            return true;
        }

        if (hadOld)
        {
            _files[name] = old!;
        }
        else
        {
            _files.Remove(name);
        }

        return false;
    }

    private LittleFile? WriteBlock(string name, byte[] content)
    {
        for (int block = Allocate(); block >= 0; block = Allocate())
        {
            _flash.Erase(block);
            _flash.Program(block, 0, content);
            if (_flash.Read(block)[..content.Length].SequenceEqual(content))
            {
                return new LittleFile(name, block, content.Length);
            }

            _known.Add(block);
        }

        return null;
    }

    // The next block that nothing uses, or -1.
    private int Allocate()
    {
        var used = new HashSet<int>(_known) { 0, 1, _directory.First, _directory.Second };
        used.UnionWith(_files.Values.Select(file => file.Block));
        for (int i = 0; i < _flash.BlockCount; i++)
        {
            int block = (_nextBlock + i) % _flash.BlockCount;
            if (!used.Contains(block))
            {
                _nextBlock = (block + 1) % _flash.BlockCount;
                return block;
            }
        }

        return -1;
    }

    private bool Commit(byte[] entry)
    {
        if (_directory.Append(entry))
        {
            return true;
        }

        byte[] all = [.. _files.Values.SelectMany(file => file.Encode())];
        return all.Length <= CommitLog.Capacity && ((_directory.Erases < BlockCycles && _directory.Compact(all)) || Move(all));
    }

    // Two new blocks, and then the anchor names them.
    private bool Move(byte[] all)
    {
        for (int attempt = 0; attempt < _flash.BlockCount; attempt++)
        {
            int first = Allocate();
            int second = Allocate();
            if (first < 0 || second < 0 || first == second)
            {
                return _directory.Compact(all);
            }

            var moved = new CommitLog(_flash, first, second, _directory.Revision);
            if (moved.Compact(all))
            {
                byte[] pointer = [(byte)first, (byte)second];
                if (!_anchor.Append(pointer) && !_anchor.Compact(pointer))
                {
                    return false;
                }

                _directory = moved;
                return true;
            }

            _known.Add(first);
        }

        return false;
    }

    private void Format()
    {
        _files.Clear();
        _directory = new CommitLog(_flash, 2, 3);
        _directory.Compact([]);
        _anchor.Compact([2, 3]);
    }

    private void ReadAnchor(ReadOnlySpan<byte> pointers)
    {
        _directory = new CommitLog(_flash, pointers[^2], pointers[^1]);
    }

    private void ReadDirectory(ReadOnlySpan<byte> entries)
    {
        while (entries.Length > 0)
        {
            LittleFile file = LittleFile.Decode(ref entries);
            if (file.IsRemoved)
            {
                _files.Remove(file.Name);
            }
            else
            {
                _files[file.Name] = file;
            }
        }
    }
}

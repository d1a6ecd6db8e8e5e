using System;
using System.Collections.Generic;
using System.IO;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// NOR flash: erasing makes ones sector by sector, programming only clears bits. Addresses wrap at the physical size, as they do
/// on a part that is smaller than it was declared. With a file behind it every change is in the file when the call returns, so that
/// the end of the process at any moment leaves what a power cut would leave: whole calls, the last one perhaps in part.
/// </summary>
public sealed class FlashMemory : IDisposable
{
    /// <summary>Bytes erased together.</summary>
    public const int SectorLength = 0x1000;

    private readonly byte[] _cells;
    private readonly FileStream? _file;
    private readonly List<(int Address, byte Mask, bool IsOne)> _stuck = new();

    /// <summary>An erased flash of <paramref name="length"/> bytes in memory only.</summary>
    public FlashMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length & (length - 1), 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, SectorLength);
        _cells = new byte[length];
        Array.Fill(_cells, (byte)0xFF);
    }

    private FlashMemory(int length, FileStream file)
        : this(length)
    {
        _file = file;
    }

    /// <summary>Bytes.</summary>
    public int Length => _cells.Length;

    /// <summary>How writing is refused, if at all.</summary>
    public WriteProtection Protection { get; set; }

    /// <summary>Opens the flash kept in a file, making an erased one if there is none. Throws <see cref="InvalidDataException"/> when the size differs.</summary>
    public static FlashMemory Open(string path, int length)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        try
        {
            return Load(new FlashMemory(length, file), file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A bit that an erase or a write cannot change.</summary>
    public void Stick(int address, int bit, bool isOne)
    {
        _stuck.Add((address, (byte)(1 << bit), isOne));
        _cells[address] = ApplyStuck(address, _cells[address]);
    }

    /// <summary>Copies out; addresses wrap.</summary>
    public byte[] Read(long address, int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;)
        {
            int at = (int)((address + done) & (Length - 1));
            int part = Math.Min(count - done, Length - at);
            Array.Copy(_cells, at, bytes, done, part);
            done += part;
        }

        return bytes;
    }

    /// <summary>Erases the sectors that hold [<paramref name="address"/>, + <paramref name="count"/>); returns how many.</summary>
    public int Erase(long address, long count)
    {
        long first = address / SectorLength;
        long end = (address + count + SectorLength - 1) / SectorLength;
        for (long sector = first; sector < end && Protection == WriteProtection.None; sector++)
        {
            int at = (int)((sector * SectorLength) & (Length - 1));
            Array.Fill(_cells, (byte)0xFF, at, SectorLength);
            Store(at, SectorLength);
        }

        return (int)(end - first);
    }

    /// <summary>Programs bytes: bits go from one to zero and never back.</summary>
    public void Program(long address, ReadOnlySpan<byte> bytes)
    {
        if (Protection != WriteProtection.None || bytes.Length == 0)
        {
            return;
        }

        int start = (int)(address & (Length - 1));
        int part = Math.Min(bytes.Length, Length - start);
        for (int i = 0; i < part; i++)
        {
            _cells[start + i] &= bytes[i];
        }

        Store(start, part);
        Program(address + part, bytes[part..]);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static FlashMemory Load(FlashMemory flash, FileStream file, string path)
    {
        if (file.Length == 0)
        {
            flash.Store(0, flash.Length);
        }
        else if (file.Length == flash.Length)
        {
            file.ReadExactly(flash._cells);
        }
        else
        {
            throw new InvalidDataException($"{path} holds {file.Length} bytes and not the {flash.Length} of this flash.");
        }

        return flash;
    }

    private void Store(int start, int count)
    {
        foreach ((int address, _, _) in _stuck)
        {
            if (address >= start && address < start + count)
            {
                _cells[address] = ApplyStuck(address, _cells[address]);
            }
        }

        if (_file != null)
        {
            _file.Position = start;
            _file.Write(_cells, start, count);
            _file.Flush();
        }
    }

    private byte ApplyStuck(int address, byte value)
    {
        foreach ((int at, byte mask, bool isOne) in _stuck)
        {
            if (at == address)
            {
                value = (byte)(isOne ? value | mask : value & ~mask);
            }
        }

        return value;
    }
}

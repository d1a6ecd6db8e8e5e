using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Keeps the few hundred bytes that outlive a restart in two files that are written in turn (docs/protocol.md 5.6): if power
/// dies while one is written, the other still holds the state before. A state is built and read in a buffer that others may use
/// between two calls: whoever owns several of them hands round one.
/// </summary>
public sealed class StateStore
{
    /// <summary>Files of the state.</summary>
    public const string StateName = "state";

    /// <summary>Files of charge and coverage.</summary>
    public const string ChargeName = "charge";

    /// <summary>Files of the sync state.</summary>
    public const string SyncName = "sync";

    /// <summary>The longest payload.</summary>
    public const int MaxPayloadLength = 400;

    /// <summary>Where the payload stands in <see cref="Buffer"/>.</summary>
    public const int PayloadOffset = 12;

    private const int FormatVersion = 2;
    private const int VersionOffset = 4;
    private const int LengthOffset = 6;
    private const int SequenceOffset = 8;
    private const int Overhead = PayloadOffset + FlashSeal.CrcLength;

    private readonly IFlashFiles _files;
    private readonly FilePair _pair;
    private readonly TagCounters _counters;
    private readonly byte[] _buffer;

    /// <summary>Reads nothing yet. The files are called <paramref name="name"/>, "-a.bin" and "-b.bin".</summary>
    public StateStore(IFlashFiles files, TagCounters counters, string name)
        : this(files, counters, name, new byte[MaxPayloadLength + Overhead])
    {
    }

    /// <summary>A store that works in the memory of <paramref name="other"/>: each needs it only within a call.</summary>
    public StateStore(IFlashFiles files, TagCounters counters, string name, StateStore other)
        : this(files, counters, name, other._buffer)
    {
    }

    /// <summary>A store that works in <paramref name="buffer"/>, at least 16 bytes longer than the payload, and needs it only within a call.</summary>
    public StateStore(IFlashFiles files, TagCounters counters, string name, byte[] buffer)
    {
        _buffer = buffer;
        _files = files;
        _pair = new FilePair(name);
        _counters = counters;
    }

    /// <summary>In which a payload is built right before <see cref="Save(int)"/>, and found right after <see cref="Load(int)"/>.</summary>
    public byte[] Buffer
    {
        get { return _buffer; }
    }

    /// <summary>
    /// Reads the newer valid state of exactly <paramref name="length"/> bytes into <paramref name="payload"/>. False when
    /// there is none: a first boot, or both files damaged.
    /// </summary>
    public bool Load(byte[] payload, int length)
    {
        if (!Load(length))
        {
            return false;
        }

        Array.Copy(_buffer, PayloadOffset, payload, 0, length);
        return true;
    }

    /// <summary>The same, and leaves the payload in <see cref="Buffer"/>.</summary>
    public bool Load(int length)
    {
        bool hasFirst = TryRead(_pair.First, length, out uint first);
        bool hasSecond = TryRead(_pair.Second, length, out uint second);
        if (!_pair.Choose(hasFirst, first, hasSecond, second))
        {
            return false;
        }

        if (_pair.IsFirstNewer)
        {
            // The buffer holds what was read last, the second file.
            TryRead(_pair.First, length, out _);
        }

        return true;
    }

    /// <summary>
    /// Writes <paramref name="length"/> bytes over the older of the two files. False when flash refused; the state before then
    /// counts, as it does if power dies inside.
    /// </summary>
    public bool Save(byte[] payload, int length)
    {
        Array.Copy(payload, 0, _buffer, PayloadOffset, length);
        return Save(length);
    }

    /// <summary>The same with the payload that stands in <see cref="Buffer"/>.</summary>
    public bool Save(int length)
    {
        FlashSeal.WriteMagic(_buffer, 0, 'S', 'T');
        LittleEndian.WriteUInt16(_buffer, VersionOffset, FormatVersion);
        LittleEndian.WriteUInt16(_buffer, LengthOffset, length);
        LittleEndian.WriteUInt32(_buffer, SequenceOffset, _pair.Number + 1);
        FlashSeal.Close(_buffer, 0, length + Overhead, 0);
        if (!_files.Write(_pair.Older, _buffer, 0, length + Overhead))
        {
            return SaveSubstitute(length + Overhead);
        }

        _pair.OnWritten();
        return true;
    }

    private bool SaveSubstitute(int count)
    {
        string name = _pair.Substitute(_files);
        if (name == null || !_files.Write(name, _buffer, 0, count))
        {
            return false;
        }

        _counters.Add(TagCounter.DamagedFiles, 1);
        _pair.OnSubstituted();
        return true;
    }

    private bool TryRead(string name, int length, out uint sequence)
    {
        sequence = 0;
        int count = _files.Read(name, 0, _buffer, 0, _buffer.Length);
        if (count < 0)
        {
            return false;
        }

        if (count != length + Overhead
            || !FlashSeal.HasMagic(_buffer, 0, 'S', 'T')
            || LittleEndian.ReadUInt16(_buffer, VersionOffset) != FormatVersion
            || LittleEndian.ReadUInt16(_buffer, LengthOffset) != length
            || !FlashSeal.IsWhole(_buffer, 0, count, 0))
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
            return false;
        }

        sequence = LittleEndian.ReadUInt32(_buffer, SequenceOffset);
        return true;
    }
}

using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Keeps the few hundred bytes that outlive a restart in two files that are written in turn (docs/protocol.md 5.6),
/// because the platform has no atomic replace: if power dies while one is written, the other still holds the state before.
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

    private const int FormatVersion = 2;
    private const int HeaderLength = 12;
    private const int Overhead = HeaderLength + 4;

    private readonly IFlashFiles _files;
    private readonly string _firstName;
    private readonly string _secondName;
    private readonly TagCounters _counters;
    private readonly byte[] _buffer;
    private uint _sequence;
    private bool _isFirstNewest;

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

    private StateStore(IFlashFiles files, TagCounters counters, string name, byte[] buffer)
    {
        _buffer = buffer;
        _firstName = name + "-a.bin";
        _secondName = name + "-b.bin";
        _files = files;
        _counters = counters;
    }

    /// <summary>
    /// Reads the newer valid state of exactly <paramref name="length"/> bytes into <paramref name="payload"/>. False when
    /// there is none: a first boot, or both files damaged.
    /// </summary>
    public bool Load(byte[] payload, int length)
    {
        bool hasFirst = TryRead(_firstName, length, out uint first);
        bool hasSecond = TryRead(_secondName, length, out uint second);
        if (!hasFirst && !hasSecond)
        {
            return false;
        }

        // The difference as a signed number stays right when the sequence wraps.
        _isFirstNewest = hasFirst && (!hasSecond || (int)(first - second) > 0);
        _sequence = _isFirstNewest ? first : second;
        if (_isFirstNewest)
        {
            // The buffer holds what was read last, the second file.
            TryRead(_firstName, length, out _);
        }

        System.Array.Copy(_buffer, HeaderLength, payload, 0, length);
        return true;
    }

    /// <summary>Writes <paramref name="length"/> bytes over the older of the two files. False when flash refused.</summary>
    public bool Save(byte[] payload, int length)
    {
        _sequence++;
        _buffer[0] = (byte)'B';
        _buffer[1] = (byte)'Z';
        _buffer[2] = (byte)'S';
        _buffer[3] = (byte)'T';
        LittleEndian.WriteUInt16(_buffer, 4, FormatVersion);
        LittleEndian.WriteUInt16(_buffer, 6, length);
        LittleEndian.WriteUInt32(_buffer, 8, _sequence);
        System.Array.Copy(payload, 0, _buffer, HeaderLength, length);
        LittleEndian.WriteUInt32(_buffer, HeaderLength + length, Crc32.Compute(_buffer, 0, HeaderLength + length));
        if (!_files.Write(_isFirstNewest ? _secondName : _firstName, _buffer, 0, length + Overhead))
        {
            return false;
        }

        _isFirstNewest = !_isFirstNewest;
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
            || _buffer[0] != (byte)'B' || _buffer[1] != (byte)'Z' || _buffer[2] != (byte)'S' || _buffer[3] != (byte)'T'
            || LittleEndian.ReadUInt16(_buffer, 4) != FormatVersion
            || LittleEndian.ReadUInt16(_buffer, 6) != length
            || LittleEndian.ReadUInt32(_buffer, HeaderLength + length) != Crc32.Compute(_buffer, 0, HeaderLength + length))
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
            return false;
        }

        sequence = LittleEndian.ReadUInt32(_buffer, 8);
        return true;
    }
}

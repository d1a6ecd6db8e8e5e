using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Goes through one segment file unit by unit, through a window of one buffer: reading headers alone takes about one read
/// for each half KiB. Used at start-up without CRC (an interpreter takes seconds for the CRC of 160 KiB), with CRC by everybody who
/// wants the records.
/// </summary>
public sealed class SegmentWalker
{
    private readonly IFlashFiles _files;
    private readonly byte[] _buffer;
    private string _name;
    private int _windowStart;
    private int _windowLength;
    private int _nextOffset;
    private uint _nextSequence;

    /// <summary>Reads through <paramref name="buffer"/>, which must hold a header and the longest batch.</summary>
    public SegmentWalker(IFlashFiles files, byte[] buffer)
    {
        _files = files;
        _buffer = buffer;
    }

    /// <summary>The header of the segment last opened.</summary>
    public SegmentHeader Segment { get; } = new SegmentHeader();

    /// <summary>The batch last found.</summary>
    public BatchHeader Batch { get; } = new BatchHeader();

    /// <summary>The mark last found.</summary>
    public RedatingMark Mark { get; } = new RedatingMark();

    /// <summary>Where the unit last found begins in the buffer; only with CRC is all of it there.</summary>
    public int BufferOffset { get; private set; }

    /// <summary>Bytes from the start of the file to the end of the last unit found.</summary>
    public int End
    {
        get { return _nextOffset; }
    }

    /// <summary>Sequence of the unit behind the last one found.</summary>
    public uint NextSequence
    {
        get { return _nextSequence; }
    }

    /// <summary>After <see cref="LogUnit.None"/>: whether the file ends exactly here.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>After <see cref="Open"/> has failed: whether the file is a segment of another version and not just damaged.</summary>
    public bool IsOtherVersion
    {
        get { return SegmentHeader.IsOtherVersion(_buffer, 0, _windowLength); }
    }

    /// <summary>Stands before the first unit of a file. False when it cannot be read as a segment.</summary>
    public bool Open(string name)
    {
        _name = name;
        _windowStart = 0;
        _windowLength = _files.Read(name, 0, _buffer, 0, _buffer.Length);
        IsComplete = false;
        _nextOffset = SegmentHeader.Length;
        if (_windowLength < 0 || !Segment.TryRead(_buffer, 0, _windowLength))
        {
            return false;
        }

        _nextSequence = Segment.FirstSequence;
        return true;
    }

    /// <summary>Begins again at a unit found earlier: its <paramref name="offset"/> in the file and its sequence.</summary>
    public void Resume(int offset, uint sequence)
    {
        _windowLength = 0;
        _nextOffset = offset;
        _nextSequence = sequence;
    }

    /// <summary>Finds the next unit; batches are taken at their word unless <paramref name="isChecked"/>, marks never.</summary>
    public LogUnit Next(bool isChecked)
    {
        if (!Load(1))
        {
            IsComplete = _files.GetLength(_name) == _nextOffset;
            return LogUnit.None;
        }

        int first = _buffer[_nextOffset - _windowStart];
        int length = BatchHeader.UnitLength(first);
        bool isMark = first == RedatingMark.Marker;
        if (length == 0 || !Load(isChecked || isMark ? length : BatchHeader.Length))
        {
            return LogUnit.None;
        }

        return isMark ? TakeMark() : TakeBatch(length, isChecked);
    }

    private LogUnit TakeMark()
    {
        Place(RedatingMark.Length);
        return Mark.TryRead(_buffer, BufferOffset, RedatingMark.Length, _nextSequence - 1) ? LogUnit.Mark : LogUnit.Damaged;
    }

    private LogUnit TakeBatch(int length, bool isChecked)
    {
        Place(length);
        bool isGood = isChecked
            ? Batch.TryRead(Segment, _buffer, BufferOffset, length, _nextSequence - 1)
            : Batch.TryPeek(Segment, _buffer, BufferOffset, length, _nextSequence - 1);
        return isGood ? LogUnit.Batch : LogUnit.Damaged;
    }

    private void Place(int length)
    {
        BufferOffset = _nextOffset - _windowStart;
        _nextOffset += length;
        _nextSequence++;
    }

    // Has the next count bytes in the window; false when the file ends before.
    private bool Load(int count)
    {
        int start = _nextOffset - _windowStart;
        if (start >= 0 && start + count <= _windowLength)
        {
            return true;
        }

        _windowStart = _nextOffset;
        _windowLength = _files.Read(_name, _nextOffset, _buffer, 0, _buffer.Length);
        return _windowLength >= count;
    }
}

using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Goes through the log record by record, oldest first, decrypting one batch at a time, and says when each record was, after
/// re-dating. A damaged batch is counted and stepped over; a record that decrypts to nonsense is left out. The log may be appended to, and
/// its oldest segments deleted, between two calls.
/// </summary>
public sealed class LogReader
{
    private readonly LogCipher _cipher;
    private readonly SegmentIndex _segments;
    private readonly RedatingMarks _marks;
    private readonly TagCounters _counters;
    private readonly byte[] _buffer = new byte[BatchBuilder.BufferLength];
    private readonly SegmentWalker _walker;
    private uint _segment;
    private bool _hasSegment;
    private bool _isInSegment;
    private int _recordIndex;
    private long _deltaMs;
    private uint _fromSlot;

    /// <summary>Stands before the first record of <paramref name="segments"/>.</summary>
    public LogReader(IFlashFiles files, LogCipher cipher, SegmentIndex segments, RedatingMarks marks, TagCounters counters)
    {
        _cipher = cipher;
        _segments = segments;
        _marks = marks;
        _counters = counters;
        _walker = new SegmentWalker(files, _buffer);
    }

    /// <summary>The batch that <see cref="Record"/> stands in: slot as recorded, rule version, clock state.</summary>
    public BatchHeader Batch
    {
        get { return _walker.Batch; }
    }

    /// <summary>The present record; the object is filled again by the next <see cref="Read"/>.</summary>
    public ContactRecord Record { get; } = new ContactRecord();

    /// <summary>UTC milliseconds of the record's first sighting, after re-dating.</summary>
    public long FirstUtcMs
    {
        get { return SlotUtcMs + Record.FirstMs; }
    }

    /// <summary>UTC milliseconds of the record's last sighting, after re-dating.</summary>
    public long LastUtcMs
    {
        get { return SlotUtcMs + Record.LastMs; }
    }

    /// <summary>Whether a mark moved the record: <see cref="FirstUtcMs"/> is not in the slot that the batch names.</summary>
    public bool IsRedated { get; private set; }

    /// <summary>
    /// Whether the record was made without a clock and no mark tells when: it was at <see cref="FirstUtcMs"/> or any time later.
    /// </summary>
    public bool IsNotBefore
    {
        get { return Batch.ClockTrust == (int)ClockTrust.Unset && !IsRedated; }
    }

    private long SlotUtcMs
    {
        get { return (Batch.SlotNumber * (long)SlotTime.SlotMs) + _deltaMs; }
    }

    /// <summary>
    /// Stands before the first record again, to read only what may be of slot number <paramref name="fromSlot"/> or later: segments
    /// that are older as a whole are passed over. Allocates nothing.
    /// </summary>
    public void Restart(uint fromSlot)
    {
        _fromSlot = fromSlot;
        _hasSegment = false;
        _isInSegment = false;
        _recordIndex = Batch.RecordCount;
    }

    /// <summary>Moves to the next record. False after the last one.</summary>
    public bool Read()
    {
        while (true)
        {
            while (_recordIndex < Batch.RecordCount)
            {
                int offset = _walker.BufferOffset + BatchHeader.Length + (_recordIndex * ContactRecordCodec.Length);
                _recordIndex++;
                if (ContactRecordCodec.TryDecode(_buffer, offset, Record))
                {
                    return true;
                }
            }

            if (!ReadBatch() && !OpenNextSegment())
            {
                return false;
            }
        }
    }

    // Finds the next batch of this segment that can be read.
    private bool ReadBatch()
    {
        while (_isInSegment)
        {
            switch (_walker.Next(true))
            {
                case LogUnit.Batch:
                    TakeBatch();
                    return true;
                case LogUnit.None:
                    _isInSegment = false;
                    break;
                case LogUnit.Damaged:
                    _counters.Add(TagCounter.DamagedFiles, 1);
                    break;
            }
        }

        return false;
    }

    private void TakeBatch()
    {
        _recordIndex = 0;
        _cipher.Apply(
            _walker.Segment.Nonce, Batch.Sequence, _buffer, _walker.BufferOffset + BatchHeader.Length, Batch.RecordCount * ContactRecordCodec.Length);
        _deltaMs = 0;
        IsRedated = Batch.ClockTrust == (int)ClockTrust.Unset && _marks.TryFind(Batch.Sequence, out _deltaMs);
    }

    private bool OpenNextSegment()
    {
        int index = _hasSegment ? _segments.FindAfter(_segment) : 0;
        if (index >= _segments.Count)
        {
            return false;
        }

        _segment = _segments.NumberAt(index);
        _hasSegment = true;
        _recordIndex = Batch.RecordCount;

        // What could not be read at the start was counted then.
        uint newest = _segments.NewestSlotAt(index, _marks);
        _isInSegment = _segments.LengthAt(index) > 0
            && (newest == 0 || newest >= _fromSlot)
            && _walker.Open(SegmentNames.NameOf(_segment))
            && _walker.Segment.KeyCheck == _cipher.KeyCheck(_walker.Segment.Nonce);
        return true;
    }
}

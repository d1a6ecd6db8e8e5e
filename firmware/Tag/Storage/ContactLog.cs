using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The contact log: batches of records in segment files of at most 4 KiB (docs/protocol.md 5). A batch is one append, so
/// it is durable whole when <see cref="AppendSlot"/> returns and never half written. A damaged segment costs that segment
/// and is counted. Segments older than 21 days are deleted, and the oldest one when there are too many.
/// </summary>
public sealed class ContactLog
{
    /// <summary>Slots after which a segment is deleted: 21 days.</summary>
    public const int RetentionSlots = 21 * SlotTime.SlotsPerDay;

    private const int BufferLength = SegmentHeader.Length + BatchHeader.Overhead + (BatchHeader.MaxRecordCount * ContactRecordCodec.Length);

    private readonly IFlashFiles _files;
    private readonly IEntropy _entropy;
    private readonly LogCipher _cipher;
    private readonly TagCounters _counters;
    private readonly SegmentIndex _segments = new SegmentIndex();
    private readonly SegmentHeader _segmentHeader = new SegmentHeader();
    private readonly BatchHeader _batchHeader = new BatchHeader();
    private readonly ContactRecord _record = new ContactRecord();
    private readonly byte[] _buffer = new byte[BufferLength];
    private uint _nextSequence;
    private uint _nextSegment;

    // Name of the segment that takes the next batch, or null when the next batch starts a new one.
    private string _openName;

    /// <summary>An unopened log; nothing is read before <see cref="Open"/>.</summary>
    public ContactLog(IFlashFiles files, IEntropy entropy, LogCipher cipher, TagCounters counters)
    {
        _files = files;
        _entropy = entropy;
        _cipher = cipher;
        _counters = counters;
    }

    /// <summary>The segments found and written, oldest first.</summary>
    public SegmentIndex Segments
    {
        get { return _segments; }
    }

    /// <summary>While a sync says what a good clock does not, nothing is deleted for its age: a wrong year would empty the log.</summary>
    public bool IsClockDoubted { get; set; }

    /// <summary>
    /// Finds all segments, checks every batch in them, and goes on where the last run stopped. Damaged or foreign files
    /// are counted and left out.
    /// </summary>
    public void Open()
    {
        _segments.Clear();
        _nextSequence = 0;
        _nextSegment = 0;
        _openName = null;
        FindSegments();
        for (int i = 0; i < _segments.Count; i++)
        {
            Check(i);
        }
    }

    /// <summary>
    /// Appends the records of one slot, in batches of at most 60. Returns how many records are durable: all, unless flash
    /// refused a batch twice.
    /// </summary>
    public int AppendSlot(int slotNumber, ClockTrust clockTrust, SightingTable sightings)
    {
        if (!IsClockDoubted)
        {
            DeleteExpired(slotNumber);
        }

        int written = 0;
        for (int first = 0; first < sightings.Count; first += BatchHeader.MaxRecordCount)
        {
            int count = sightings.Count - first;
            count = count > BatchHeader.MaxRecordCount ? BatchHeader.MaxRecordCount : count;
            _batchHeader.RecordCount = count;
            _batchHeader.RuleVersion = sightings.Thresholds.RuleVersion;
            _batchHeader.ClockTrust = (int)clockTrust;
            _batchHeader.SlotNumber = (uint)slotNumber;
            if (AppendBatch(sightings, first) || StartSegmentAndAppendBatch(sightings, first))
            {
                written += count;
            }
        }

        return written;
    }

    /// <summary>
    /// Deletes whole segments whose newest record is more than 21 days older than <paramref name="slotNumber"/>, a UTC slot
    /// number. A damaged segment goes as soon as it is the oldest.
    /// </summary>
    public void DeleteExpired(int slotNumber)
    {
        while (_segments.Count > 0 && IsExpired(_segments.NewestSlotAt(0), slotNumber))
        {
            DeleteOldest();
        }
    }

    /// <summary>A reader over all records, oldest first. Read to the end before the next append.</summary>
    public LogReader OpenReader()
    {
        return new LogReader(_files, _cipher, _segments);
    }

    private static bool IsExpired(uint newestSlot, int slotNumber)
    {
        return newestSlot + RetentionSlots < (uint)slotNumber;
    }

    private void FindSegments()
    {
        string[] names = _files.List();
        for (int i = 0; i < names.Length; i++)
        {
            if (SegmentNames.TryParse(names[i], out uint number))
            {
                InsertSegment(number);
            }
        }
    }

    // More segments than the list holds can only be left over from other firmware: the oldest go.
    private void InsertSegment(uint number)
    {
        if (_segments.Count == SegmentIndex.Capacity)
        {
            if (number < _segments.NumberAt(0))
            {
                _files.Delete(SegmentNames.NameOf(number));
                return;
            }

            DeleteOldest();
        }

        _segments.Insert(number);
    }

    private void Check(int index)
    {
        uint number = _segments.NumberAt(index);
        string name = SegmentNames.NameOf(number);
        _nextSegment = number + 1;
        _openName = null;
        int fileLength = _files.GetLength(name);
        int end = ReadSegmentHeader(name, number) ? CheckBatches(index, name) : 0;
        if (end <= SegmentHeader.Length || end != fileLength)
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
        }
        else
        {
            _openName = name;
        }
    }

    private bool ReadSegmentHeader(string name, uint number)
    {
        int count = _files.Read(name, 0, _buffer, 0, SegmentHeader.Length);
        return _segmentHeader.TryRead(_buffer, 0, count) && _segmentHeader.Number == number;
    }

    // Returns where the last whole batch ends.
    private int CheckBatches(int index, string name)
    {
        int end = SegmentHeader.Length;
        while (true)
        {
            int count = _files.Read(name, end, _buffer, 0, BatchHeader.BatchLength(BatchHeader.MaxRecordCount));
            if (!_batchHeader.TryRead(_buffer, 0, count))
            {
                break;
            }

            end += BatchHeader.BatchLength(_batchHeader.RecordCount);
            _segments.Update(index, _batchHeader.SlotNumber, end);
            _nextSequence = _batchHeader.Sequence + 1;
        }

        return end;
    }

    private bool AppendBatch(SightingTable sightings, int first)
    {
        int last = _segments.Count - 1;
        int length = BatchHeader.BatchLength(_batchHeader.RecordCount);
        if (_openName == null || _segments.LengthAt(last) + length > SegmentHeader.MaxSegmentLength)
        {
            return false;
        }

        BuildBatch(sightings, first, 0);
        if (!_files.Append(_openName, _buffer, 0, length))
        {
            // Nobody knows what is at the end of that file now: leave it, go on in another.
            _openName = null;
            return false;
        }

        _segments.Update(last, _batchHeader.SlotNumber, _segments.LengthAt(last) + length);
        return true;
    }

    // Header and first batch are one write: a segment without a batch never exists.
    private bool StartSegmentAndAppendBatch(SightingTable sightings, int first)
    {
        if (_segments.Count == SegmentIndex.Capacity)
        {
            DeleteOldest();
        }

        _entropy.Fill(_segmentHeader.Nonce, 0, SegmentHeader.NonceLength);
        _segmentHeader.Number = _nextSegment;
        _segmentHeader.Write(_buffer, 0);
        BuildBatch(sightings, first, SegmentHeader.Length);

        string name = SegmentNames.NameOf(_nextSegment);
        int length = SegmentHeader.Length + BatchHeader.BatchLength(_batchHeader.RecordCount);
        _nextSegment++;
        if (!_files.Write(name, _buffer, 0, length))
        {
            _files.Delete(name);
            return false;
        }

        _segments.Insert(_segmentHeader.Number);
        _segments.Update(_segments.Count - 1, _batchHeader.SlotNumber, length);
        _openName = name;
        return true;
    }

    private void BuildBatch(SightingTable sightings, int first, int offset)
    {
        _batchHeader.Sequence = _nextSequence++;
        _batchHeader.Write(_buffer, offset);
        int recordsOffset = offset + BatchHeader.Length;
        for (int i = 0; i < _batchHeader.RecordCount; i++)
        {
            sightings.Read(first + i, _record);
            ContactRecordCodec.Encode(_record, _buffer, recordsOffset + (i * ContactRecordCodec.Length));
        }

        _cipher.Apply(
            _segmentHeader.Nonce, _batchHeader.Sequence, _buffer, recordsOffset, _batchHeader.RecordCount * ContactRecordCodec.Length);
        BatchHeader.Seal(_buffer, offset);
    }

    private void DeleteOldest()
    {
        _files.Delete(SegmentNames.NameOf(_segments.NumberAt(0)));
        _segments.RemoveOldest();
        if (_segments.Count == 0)
        {
            _openName = null;
        }
    }
}

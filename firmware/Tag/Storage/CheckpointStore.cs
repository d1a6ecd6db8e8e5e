using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The records of the slot that is going on, on flash in case the power dies (docs/protocol.md 5.8): two small files written
/// in turn, each a segment of its own. The log's next closed slot overtakes them; nothing has to be deleted.
/// </summary>
public sealed class CheckpointStore
{
    // A checkpoint is no segment of the log, even if somebody gives it such a name; nor the other way round.
    private const int KeyCheckMask = 0xFFFF;

    private readonly IFlashFiles _files;
    private readonly LogCipher _cipher;
    private readonly TagCounters _counters;
    private readonly BatchBuilder _builder;
    private readonly SegmentWalker _walker;
    private readonly FilePair _pair = new FilePair("open");
    private int _foundCount;

    /// <summary>Reads nothing yet.</summary>
    public CheckpointStore(IFlashFiles files, LogCipher cipher, TagCounters counters, BatchBuilder builder, SegmentWalker walker)
    {
        _files = files;
        _cipher = cipher;
        _counters = counters;
        _builder = builder;
        _walker = walker;
    }

    /// <summary>Of the checkpoint found: the sequence that the closing slot's first batch would have had.</summary>
    public uint FirstSequence { get; private set; }

    /// <summary>Of the checkpoint found: its slot.</summary>
    public uint SlotNumber { get; private set; }

    /// <summary>Of the checkpoint found: its clock byte.</summary>
    public int ClockState { get; private set; }

    /// <summary>Of the checkpoint found: version of the proximity rule.</summary>
    public int RuleVersion { get; private set; }

    /// <summary>Finds the newer whole checkpoint. False when there is none. The older one will be written over next.</summary>
    public bool Find()
    {
        bool hasFirst = TryWalk(_pair.First);
        uint first = _walker.Segment.Number;
        bool hasSecond = TryWalk(_pair.Second);
        uint second = _walker.Segment.Number;
        return _pair.Choose(hasFirst, first, hasSecond, second) && (!_pair.IsFirstNewer || TryWalk(_pair.First));
    }

    /// <summary>The records of the checkpoint found. Allocates: for start-up only.</summary>
    public PlainRecords Load()
    {
        PlainRecords records = new PlainRecords(_foundCount);
        _walker.Open(_pair.Newer);
        while (_walker.Next(true) == LogUnit.Batch)
        {
            BatchHeader batch = _walker.Batch;
            int offset = _walker.BufferOffset + BatchHeader.Length;
            _cipher.Apply(_walker.Segment.Nonce, batch.Sequence, _builder.Buffer, offset, batch.RecordCount * ContactRecordCodec.Length);
            for (int i = 0; i < batch.RecordCount; i++)
            {
                records.Add(_builder.Buffer, offset + (i * ContactRecordCodec.Length));
            }
        }

        return records;
    }

    /// <summary>
    /// Writes the open slot over the older checkpoint. False when flash refused. If power dies inside, the checkpoint before
    /// counts: this one does only when its last batch is there.
    /// </summary>
    public bool Save(uint firstSequence, int slotNumber, int clockState, int ruleVersion, RecordSource records)
    {
        // Nobody walks while this is written: the walker's header is free.
        SegmentHeader segment = _walker.Segment;
        segment.RuleVersion = ruleVersion;
        segment.Number = _pair.Number + 1;
        segment.FirstSequence = firstSequence;
        segment.BaseSlot = (uint)slotNumber;
        _builder.Begin(segment, KeyCheckMask);
        _builder.Batch.SlotNumber = (uint)slotNumber;
        _builder.Batch.ClockState = clockState;
        string name = Begin(records);
        for (int first = BatchHeader.MaxRecordCount; name != null && first < records.Count; first += BatchHeader.MaxRecordCount)
        {
            int length = Build(records, first);
            name = _files.Append(name, _builder.Buffer, BatchBuilder.UnitOffset, length) ? name : null;
        }

        return name != null && Count(name);
    }

    /// <summary>Deletes both checkpoints. False when flash refused; call again.</summary>
    public bool Delete()
    {
        return _pair.Delete(_files);
    }

    // Writes the header and the first batch. Returns the file that took them, null when flash refused.
    private string Begin(RecordSource records)
    {
        int length = SegmentHeader.Length + Build(records, 0);
        if (_files.Write(_pair.Older, _builder.Buffer, 0, length))
        {
            return _pair.Older;
        }

        string name = _pair.Substitute(_files);
        return name != null && _files.Write(name, _builder.Buffer, 0, length) ? name : null;
    }

    private bool Count(string name)
    {
        if (name == _pair.Older)
        {
            _pair.OnWritten();
        }
        else
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
            _pair.OnSubstituted();
        }

        return true;
    }

    private int Build(RecordSource records, int first)
    {
        int left = records.Count - first;
        BatchHeader batch = _builder.Batch;
        batch.RecordCount = left < BatchHeader.MaxRecordCount ? left : BatchHeader.MaxRecordCount;
        batch.IsContinued = batch.RecordCount < left;
        batch.Sequence = _walker.Segment.FirstSequence + (uint)(first / BatchHeader.MaxRecordCount);
        return _builder.Build(_walker.Segment, records, first);
    }

    // Leaves the properties describing this file.
    private bool TryWalk(string name)
    {
        if (!_walker.Open(name) || _walker.Segment.KeyCheck != (_cipher.KeyCheck(_walker.Segment.Nonce) ^ KeyCheckMask))
        {
            return false;
        }

        _foundCount = 0;
        bool isContinued = true;
        while (_walker.Next(true) == LogUnit.Batch)
        {
            _foundCount += _walker.Batch.RecordCount;
            isContinued = _walker.Batch.IsContinued;
        }

        FirstSequence = _walker.Segment.FirstSequence;
        SlotNumber = _walker.Segment.BaseSlot;
        ClockState = _walker.Batch.ClockState;
        RuleVersion = _walker.Segment.RuleVersion;
        return _walker.IsComplete && !isContinued;
    }
}

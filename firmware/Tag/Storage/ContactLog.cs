using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The contact log: batches of records in segment files of at most 4 KiB (docs/log.md, docs/protocol.md 5). A batch is one
/// append, so it is durable whole when <see cref="AppendSlot"/> returns and never half written. Segments older than 21 days are
/// deleted, on the word of a clock that can be believed, and the oldest one when there are too many.
/// </summary>
public sealed class ContactLog
{
    /// <summary>Slots after which a segment is deleted: 21 days.</summary>
    public const int RetentionSlots = 21 * SlotTime.SlotsPerDay;

    // A segment holds at most 170 units: behind a damaged end, so many sequences may have been used that nobody can read.
    private const int SkippedSequences = 256;

    // New names tried when flash refuses a segment; before the last one the oldest segment is given up for its room.
    private const int Attempts = 3;

    // With fewer segments than this, lack of room cannot be why flash refuses.
    private const int MinSegmentsToGiveUp = 8;

    private readonly IFlashFiles _files;
    private readonly LogCipher _cipher;
    private readonly TagCounters _counters;
    private readonly BatchBuilder _builder;
    private readonly SegmentWalker _walker;
    private readonly SegmentHeader _segment = new SegmentHeader();
    private uint _nextSegment;
    private int _readableUnits;
    private bool _hasGivenUp;
    private bool _isSequenceKnown;

    // Name of the segment that takes the next unit, or null when the next one starts a new segment.
    private string _openName;

    /// <summary>An unopened log; nothing is read before <see cref="Open"/>.</summary>
    public ContactLog(IFlashFiles files, IEntropy entropy, LogCipher cipher, TagCounters counters)
        : this(files, entropy, cipher, counters, new byte[BatchBuilder.BufferLength])
    {
    }

    /// <summary>
    /// The same in <paramref name="buffer"/> of <see cref="BatchBuilder.BufferLength"/> bytes, which it needs within a call only:
    /// between two calls others may use it.
    /// </summary>
    public ContactLog(IFlashFiles files, IEntropy entropy, LogCipher cipher, TagCounters counters, byte[] buffer)
    {
        _files = files;
        _cipher = cipher;
        _counters = counters;
        _walker = new SegmentWalker(files, buffer);

        // Nothing is read while a batch is made.
        _builder = new BatchBuilder(entropy, cipher, buffer, _walker.Batch);
        Checkpoints = new CheckpointStore(files, cipher, counters, _builder, _walker);
    }

    /// <summary>The segments found and written, oldest first.</summary>
    public SegmentIndex Segments { get; } = new SegmentIndex();

    /// <summary>The re-dating marks found and written.</summary>
    public RedatingMarks Marks { get; } = new RedatingMarks();

    /// <summary>The time by which segments are deleted; goes to and from the state file.</summary>
    public RetentionClock Retention { get; } = new RetentionClock();

    /// <summary>The open slot's records on flash.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>Sequence that the next batch or mark will have.</summary>
    public uint NextSequence { get; private set; }

    /// <summary>
    /// Finds all segments, reads the headers of all batches, the last segment with CRC, takes in the open slot that a power cut
    /// left behind, and goes on where the last run stopped. Damaged, newer or foreign files are counted and left out. If power dies inside,
    /// the next call does the same. Returns how many records of an open slot were taken in.
    /// </summary>
    public int Open()
    {
        Segments.Clear();
        Marks.Clear();
        NextSequence = 0;
        _nextSegment = 0;
        _openName = null;
        _isSequenceKnown = false;
        FindSegments();
        int count = Segments.Count;
        for (int i = 0; i < count; i++)
        {
            Enter(i, i == count - 1);
        }

        return Recover();
    }

    /// <summary>
    /// Appends <paramref name="records"/>, all of one slot, in batches of at most 30. Returns how many are durable: all, unless
    /// flash refused; then the first so many.
    /// </summary>
    public int AppendSlot(int slotNumber, int clockState, int ruleVersion, RecordSource records)
    {
        _hasGivenUp = false;
        _builder.Batch.SlotNumber = (uint)slotNumber;
        _builder.Batch.ClockState = clockState;
        _builder.Batch.RuleVersion = ruleVersion;
        int written = 0;
        while (written < records.Count)
        {
            int count = AppendSome(records, written);
            if (count == 0)
            {
                break;
            }

            written += count;
        }

        return written;
    }

    /// <summary>
    /// Writes down that every batch with trust *unset* from <paramref name="fromSequence"/> on is to be moved by
    /// <paramref name="deltaMs"/>, signed: the clock has been set, and this is what it was off by. False when flash refused; the
    /// records then keep their provisional times. If power dies inside, the mark is there or not.
    /// </summary>
    public bool AppendRedating(uint fromSequence, long deltaMs)
    {
        _hasGivenUp = false;
        RedatingMark mark = _walker.Mark;
        mark.FromSequence = fromSequence;
        mark.DeltaMs = deltaMs;
        return AppendMark(mark) || StartWithMark(mark);
    }

    /// <summary>
    /// Tells the log the present slot, a UTC slot number by a clock that is set, and deletes whole segments whose newest record
    /// is more than 21 days older than the time that <see cref="Retention"/> believes in. A segment without a time of its own, or with
    /// one in the future, is taken to be as old as the one after it.
    /// </summary>
    public void DeleteExpired(int slotNumber)
    {
        Retention.Advance(slotNumber);
        while (Segments.Count > 0 && IsOldestExpired())
        {
            if (Segments.Count == 1 && !CarryOn())
            {
                return;
            }

            DeleteOldest();
        }
    }

    /// <summary>
    /// Records of slots <paramref name="fromSlot"/> up to but not including <paramref name="untilSlot"/>, by batch headers alone;
    /// unset batches that no mark covers count where they were provisionally.
    /// </summary>
    public int CountRecords(int fromSlot, int untilSlot)
    {
        int count = 0;
        for (int i = 0; i < Segments.Count; i++)
        {
            uint newest = Segments.NewestSlotAt(i, Marks);
            bool canHold = newest == 0 || newest >= (uint)fromSlot;
            if (canHold && Segments.LengthAt(i) > 0 && _walker.Open(SegmentNames.NameOf(Segments.NumberAt(i))))
            {
                count += CountInSegment(fromSlot, untilSlot);
            }
        }

        return count;
    }

    /// <summary>
    /// A reader over all records, oldest first. It may be read while the log goes on: what is appended meanwhile is read too,
    /// a segment deleted meanwhile is passed over.
    /// </summary>
    public LogReader OpenReader()
    {
        return new LogReader(_files, _cipher, Segments, Marks, _counters);
    }

    private static int Smaller(int first, int second)
    {
        return first < second ? first : second;
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
        if (Segments.Count == SegmentIndex.Capacity)
        {
            if (Segments.FindAfter(number) == 0)
            {
                _files.Delete(SegmentNames.NameOf(number));
                return;
            }

            DeleteOldest();
        }

        Segments.Insert(number);
    }

    private void Enter(int index, bool isLast)
    {
        uint number = Segments.NumberAt(index);
        string name = SegmentNames.NameOf(number);
        _nextSegment = number + 1;
        bool isSegment = _walker.Open(name);
        bool isGood = isSegment
            && _walker.Segment.Number == number
            && _walker.Segment.KeyCheck == _cipher.KeyCheck(_walker.Segment.Nonce);
        bool isTorn = !isSegment && !_walker.IsOtherVersion;
        if (isGood)
        {
            CountGap(_walker.Segment.FirstSequence);
            isGood = EnterUnits(index, isLast);
            NextSequence = _walker.NextSequence;
            isTorn = _readableUnits == 0;
        }

        _isSequenceKnown = isGood;
        if (isLast && isTorn)
        {
            DeleteTorn(name);
        }
        else if (!isGood)
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
            NextSequence += SkippedSequences;
        }
        else if (isLast)
        {
            Reopen(name);
        }
    }

    // Behind a whole segment the next unit should be here. If it is not, a file or the end of one is missing - but for the gaps that this
    // class leaves itself, which were counted when they were left.
    private void CountGap(uint firstSequence)
    {
        if (_isSequenceKnown && (firstSequence - NextSequence) % SkippedSequences != 0)
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
        }
    }

    // A newest segment without a header, or without a unit, was torn when it was begun: nothing in it was ever acknowledged. Left there, a hundred
    // cuts in the same place would push out the whole log.
    private void DeleteTorn(string name)
    {
        _counters.Add(TagCounter.DamagedFiles, 1);
        NextSequence += SkippedSequences;
        _files.Delete(name);
        Segments.RemoveNewest();
    }

    // Returns whether the segment is whole as far as was looked.
    private bool EnterUnits(int index, bool isChecked)
    {
        bool isGood = true;
        _readableUnits = 0;
        LogUnit unit;
        while ((unit = _walker.Next(isChecked)) != LogUnit.None)
        {
            isGood &= unit != LogUnit.Damaged;
            _readableUnits += unit == LogUnit.Damaged ? 0 : 1;
            if (unit == LogUnit.Batch)
            {
                Segments.Note(index, _walker.Batch);
            }
            else if (unit == LogUnit.Mark)
            {
                Marks.Add(_walker.Mark);
            }
        }

        Segments.SetLength(index, _walker.End);
        return isGood && _walker.IsComplete && _walker.End > SegmentHeader.Length;
    }

    private void Reopen(string name)
    {
        int count = _files.Read(name, 0, _builder.Buffer, 0, SegmentHeader.Length);
        _openName = _segment.TryRead(_builder.Buffer, 0, count) ? name : null;
    }

    // Takes in what the last run had on flash of a slot that it did not live to close.
    private int Recover()
    {
        if (!Checkpoints.Find() || IsOvertaken(Checkpoints.FirstSequence, null))
        {
            return 0;
        }

        StepOverLostEnd();

        // A cut between two batches of the closing slot: the first of them are in the log already.
        PlainRecords records = Checkpoints.Load();
        IsOvertaken(Checkpoints.FirstSequence, records);
        return AppendSlot((int)Checkpoints.SlotNumber, Checkpoints.ClockState, Checkpoints.RuleVersion, records);
    }

    // The checkpoint knows of sequences that the log has not: the end of the log is missing. They are not used again.
    private void StepOverLostEnd()
    {
        if ((int)(Checkpoints.FirstSequence - NextSequence) > 0)
        {
            _counters.Add(TagCounter.DamagedFiles, 1);
            NextSequence = Checkpoints.FirstSequence;
            _openName = null;
        }
    }

    // Whether the log holds, with good CRC, the last batch of a slot closed with firstSequence or later. Takes what is written
    // since that sequence out of the records, if there are any.
    private bool IsOvertaken(uint firstSequence, PlainRecords records)
    {
        for (int i = FindSegmentOf(firstSequence); i < Segments.Count; i++)
        {
            if (Segments.LengthAt(i) == 0 || !_walker.Open(SegmentNames.NameOf(Segments.NumberAt(i))))
            {
                continue;
            }

            LogUnit unit;
            while ((unit = _walker.Next(true)) != LogUnit.None)
            {
                BatchHeader batch = _walker.Batch;
                if (unit != LogUnit.Batch || (int)(batch.Sequence - firstSequence) < 0)
                {
                    continue;
                }

                if (!batch.IsContinued)
                {
                    return true;
                }

                RemoveWritten(records);
            }
        }

        return false;
    }

    private int FindSegmentOf(uint sequence)
    {
        for (int i = Segments.Count - 1; i > 0; i--)
        {
            bool isRead = Segments.LengthAt(i) > 0 && _walker.Open(SegmentNames.NameOf(Segments.NumberAt(i)));
            if (isRead && (int)(_walker.Segment.FirstSequence - sequence) <= 0)
            {
                return i;
            }
        }

        return 0;
    }

    private void RemoveWritten(PlainRecords records)
    {
        if (records == null)
        {
            return;
        }

        BatchHeader batch = _walker.Batch;
        int offset = _walker.BufferOffset + BatchHeader.Length;
        _cipher.Apply(_walker.Segment.Nonce, batch.Sequence, _builder.Buffer, offset, batch.RecordCount * ContactRecordCodec.Length);
        for (int i = 0; i < batch.RecordCount; i++)
        {
            records.Remove(_builder.Buffer, offset + (i * ContactRecordCodec.Length));
        }
    }

    private int CountInSegment(int fromSlot, int untilSlot)
    {
        int count = 0;
        LogUnit unit;
        while ((unit = _walker.Next(false)) != LogUnit.None)
        {
            BatchHeader batch = _walker.Batch;
            if (unit == LogUnit.Batch)
            {
                uint moved = batch.ClockTrust == (int)ClockTrust.Unset ? Marks.SlotOf(batch.Sequence, batch.SlotNumber) : 0;
                uint slot = moved == 0 ? batch.SlotNumber : moved;
                count += slot >= (uint)fromSlot && slot < (uint)untilSlot ? batch.RecordCount : 0;
            }
        }

        return count;
    }

    private bool IsOldestExpired()
    {
        uint now = (uint)Retention.ConfirmedSlot;
        if (now == 0)
        {
            return false;
        }

        for (int i = 0; i < Segments.Count; i++)
        {
            uint newest = Segments.NewestSlotAt(i, Marks);
            if (newest != 0 && newest <= now + RetentionClock.TrialSlots)
            {
                return newest + RetentionSlots < now;
            }
        }

        return false;
    }

    // The last segment is about to go: a new one with a mark that moves nothing keeps the sequence, which never starts again.
    // The checkpoints go first, since nothing would be left to say that they have been overtaken.
    private bool CarryOn()
    {
        if (!Checkpoints.Delete())
        {
            return false;
        }

        RedatingMark mark = _walker.Mark;
        mark.FromSequence = NextSequence;
        mark.DeltaMs = 0;
        return StartWithMark(mark);
    }

    // Appends one batch of the records from first on; returns how many it took, 0 when flash refused.
    private int AppendSome(RecordSource records, int first)
    {
        int left = records.Count - first;
        int count = Smaller(left, Smaller(RoomInOpenSegment(), BatchHeader.MaxRecordCount));
        if (count > 0)
        {
            int length = Build(records, first, count);
            if (AppendUnit(length))
            {
                Segments.Note(Segments.Count - 1, _builder.Batch);
                return count;
            }
        }

        count = Smaller(left, BatchHeader.MaxRecordCount);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Begin(_builder.Batch.SlotNumber, _builder.Batch.RuleVersion);
            int length = Build(records, first, count);
            if (WriteSegment(length, attempt))
            {
                Segments.Note(Segments.Count - 1, _builder.Batch);
                return count;
            }
        }

        return 0;
    }

    // Records that the open segment can still take of the present batch's slot and rule.
    private int RoomInOpenSegment()
    {
        BatchHeader batch = _builder.Batch;
        if (_openName == null || batch.RuleVersion != _segment.RuleVersion || batch.SlotNumber - _segment.BaseSlot > BatchHeader.MaxSlotOffset)
        {
            return 0;
        }

        int room = SegmentHeader.MaxSegmentLength - Segments.LengthAt(Segments.Count - 1) - BatchHeader.Overhead;
        return room < ContactRecordCodec.Length ? 0 : room / ContactRecordCodec.Length;
    }

    private int Build(RecordSource records, int first, int count)
    {
        BatchHeader batch = _builder.Batch;
        batch.RecordCount = count;
        batch.IsContinued = first + count < records.Count;
        batch.Sequence = NextSequence;
        return _builder.Build(_segment, records, first);
    }

    private bool AppendMark(RedatingMark mark)
    {
        if (_openName == null || Segments.LengthAt(Segments.Count - 1) + RedatingMark.Length > SegmentHeader.MaxSegmentLength)
        {
            return false;
        }

        WriteMark(mark);
        if (!AppendUnit(RedatingMark.Length))
        {
            return false;
        }

        Marks.Add(mark);
        return true;
    }

    private bool StartWithMark(RedatingMark mark)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Begin(0, ProximityRule.Version);
            WriteMark(mark);
            if (WriteSegment(RedatingMark.Length, attempt))
            {
                Marks.Add(mark);
                return true;
            }
        }

        return false;
    }

    private void WriteMark(RedatingMark mark)
    {
        mark.Sequence = NextSequence;
        mark.Write(_builder.Buffer, BatchBuilder.UnitOffset);
    }

    // Appends the unit in the buffer to the open segment.
    private bool AppendUnit(int length)
    {
        int last = Segments.Count - 1;
        int before = Segments.LengthAt(last);
        if (!_files.Append(_openName, _builder.Buffer, BatchBuilder.UnitOffset, length) && !HasLanded(before, length))
        {
            // Nobody knows what is at the end of that file now: leave it, go on in another.
            _openName = null;
            return false;
        }

        Segments.SetLength(last, before + length);
        NextSequence++;
        return true;
    }

    // Flash said no: did it write all the same? To write again what is there would make two contacts of one.
    private bool HasLanded(int before, int length)
    {
        if (_files.GetLength(_openName) == before)
        {
            return false;
        }

        bool hasLanded = _files.Read(_openName, before, _builder.Buffer, BatchBuilder.UnitOffset, length) == length
            && BatchHeader.IsSealed(_builder.Buffer, BatchBuilder.UnitOffset, length, NextSequence);
        if (!hasLanded)
        {
            NextSequence++;
        }

        return hasLanded;
    }

    private void Begin(uint baseSlot, int ruleVersion)
    {
        if (Segments.Count == SegmentIndex.Capacity)
        {
            DeleteOldest();
        }

        _segment.RuleVersion = ruleVersion;
        _segment.Number = _nextSegment;
        _segment.FirstSequence = NextSequence;
        _segment.BaseSlot = baseSlot;
        _builder.Begin(_segment, 0);
        _nextSegment++;
    }

    // Header and first unit are one write: a segment without a unit never exists.
    private bool WriteSegment(int unitLength, int attempt)
    {
        string name = SegmentNames.NameOf(_segment.Number);
        int length = SegmentHeader.Length + unitLength;
        if (!_files.Write(name, _builder.Buffer, 0, length))
        {
            _files.Delete(name);
            MakeRoom(attempt);
            return false;
        }

        Segments.Insert(_segment.Number);
        Segments.SetLength(Segments.Count - 1, length);
        _openName = name;
        NextSequence++;
        return true;
    }

    // A full partition looks like any other refusal. The oldest contacts give way to the newest, one segment for each slot.
    private void MakeRoom(int attempt)
    {
        if (attempt == Attempts - 2 && !_hasGivenUp && Segments.Count >= MinSegmentsToGiveUp)
        {
            _hasGivenUp = true;
            DeleteOldest();
        }
    }

    private void DeleteOldest()
    {
        _files.Delete(SegmentNames.NameOf(Segments.NumberAt(0)));
        Segments.RemoveOldest();
        if (Segments.Count == 0)
        {
            _openName = null;
        }
    }
}

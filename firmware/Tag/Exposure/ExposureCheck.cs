using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// Takes an exposure list, checks the tag's own log against it a little at a time, and says what came of it (docs/protocol.md 9).
/// Eight people at once are walked through their ids beside one reading of the log; after each eight the findings are saved, and a
/// restart goes on with the next. Allocates nothing after construction but what the log reader does.
/// </summary>
public sealed class ExposureCheck : IExposureCheck
{
    /// <summary>
    /// Key-days that a UTC day may bring: 50 people for 14 days fit, and a hostile kiosk cannot make the tag hash away its
    /// charge. 1,024 take 20 minutes awake at most by the planning figure, about 8 mAh.
    /// </summary>
    public const int MaxKeyDaysPerDay = 1024;

    /// <summary>Lists that a UTC day may bring: a kiosk that asks about one person at a time learns little.</summary>
    public const int MaxListsPerDay = 8;

    /// <summary>Milliseconds that one <see cref="Step"/> takes by the planning figure of 1 us an instruction.</summary>
    public const int StepMs = 200;

    private const int RetentionDays = 21;

    // In thousands of instructions, by the count of bench exposure.
    private const int BlockCost = 12;
    private const int RecordCost = 2;

    private readonly NearThresholds _thresholds;
    private readonly long _utcOffsetMs;
    private readonly ExposureListFile _list;
    private readonly ExposureMemory _memory;
    private readonly ExposureListHeader _incoming = new ExposureListHeader();
    private readonly ExposureVerdict _verdict = new ExposureVerdict();
    private readonly ExposureFindings _findings = new ExposureFindings();
    private readonly IdWalk _walk = new IdWalk();
    private readonly LogReader _reader;
    private long _utcMs;
    private bool _isUtcKnown;
    private bool _isKnown;
    private bool _isInGroup;
    private bool _hasRecord;
    private int _low;
    private int _high;

    /// <summary>
    /// Reads nothing before <see cref="Open"/>. <paramref name="thresholds"/>: those that the log's near counts were made with;
    /// <paramref name="utcOffsetMinutes"/>: local time less UTC.
    /// </summary>
    public ExposureCheck(IFlashFiles files, TagCounters counters, ContactLog log, NearThresholds thresholds, int utcOffsetMinutes)
    {
        _thresholds = thresholds;
        _utcOffsetMs = utcOffsetMinutes * 60000L;
        _list = new ExposureListFile(files);
        _memory = new ExposureMemory(files, counters);
        _reader = log.OpenReader();
    }

    /// <summary>Whether <see cref="Step"/> has something to do.</summary>
    public bool HasWork
    {
        get { return _memory.State == ExposureState.Checking; }
    }

    /// <summary>Level of what the wearer is to be told until she acknowledges it; <see cref="ExposureRule.None"/> for nothing.</summary>
    public int AlertLevel
    {
        get { return _memory.IsAcknowledged ? ExposureRule.None : _memory.AlertLevel; }
    }

    /// <summary>SHA-256 blocks so far: what the check costs is counted here, not estimated.</summary>
    public int BlockCount
    {
        get { return _walk.BlockCount; }
    }

    /// <inheritdoc/>
    public int NextChunk
    {
        get { return _isKnown ? _incoming.ChunkCount : _list.IsOpen ? _list.NextChunk : 0; }
    }

    /// <summary>Reads what the last run left, and goes on with it.</summary>
    public void Open()
    {
        _memory.Load(_findings);
        _list.Open();
        _isInGroup = false;
        if (_list.IsComplete && !_memory.IsAbout(_list.Header.ListId))
        {
            // Power died between the last chunk and the memory.
            StartCheck();
        }

        bool isThere = _list.IsComplete && _memory.State == ExposureState.Checking && _memory.IsAbout(_list.Header.ListId);
        if (_memory.State == ExposureState.Checking && !isThere)
        {
            // Its list is gone or damaged: whoever brought it may bring it again.
            _memory.State = ExposureState.None;
            _findings.Clear();
        }

        if (_memory.State == ExposureState.Done && _list.IsComplete)
        {
            _list.Delete();
        }
    }

    /// <summary>Tells it the time, by which days are judged to be in the future.</summary>
    public void Tell(TagTime now)
    {
        _utcMs = now.UtcMs;
        _isUtcKnown = now.IsUtcKnown;
    }

    /// <inheritdoc/>
    public ExposureStatus Begin(byte[] buffer, int offset, int length)
    {
        _isKnown = false;
        ExposureStatus status = _incoming.Read(buffer, offset, length);
        if (status != ExposureStatus.Taken)
        {
            return status;
        }

        bool isPresent = _memory.IsAbout(_incoming.ListId);
        if (HasWork && !isPresent)
        {
            return ExposureStatus.Busy;
        }

        if (HasWork || _memory.IsDone(_incoming.ListId))
        {
            _isKnown = true;
            return HasWork ? ExposureStatus.Complete : ExposureStatus.AlreadyChecked;
        }

        status = CheckDays();
        if (status != ExposureStatus.Taken || _list.IsSame(buffer, offset))
        {
            return status;
        }

        return _list.Begin(buffer, offset) ? ExposureStatus.Taken : ExposureStatus.StorageFailed;
    }

    /// <inheritdoc/>
    public ExposureStatus Chunk(byte[] buffer, int offset, int length)
    {
        if (!_list.IsOpen)
        {
            return ExposureStatus.NotBegun;
        }

        if (length < ExposureChunk.HeaderLength)
        {
            return ExposureStatus.BadFormat;
        }

        int number = LittleEndian.ReadUInt16(buffer, offset);
        int count = ExposureChunk.EntryCountOf(number, _list.Header.EntryCount);
        if (number > _list.NextChunk || count <= 0)
        {
            return ExposureStatus.WrongChunk;
        }

        if (buffer[offset + 2] != count || buffer[offset + 3] != 0 || length != ExposureChunk.HeaderLength + (count * ExposureEntry.Length))
        {
            return ExposureStatus.BadFormat;
        }

        if (number < _list.NextChunk)
        {
            // Repeated because our answer was lost.
            return _list.IsComplete ? ExposureStatus.Complete : ExposureStatus.Taken;
        }

        ExposureStatus status = _list.Append(buffer, offset + ExposureChunk.HeaderLength, count);
        if (status == ExposureStatus.Complete)
        {
            StartCheck();
        }

        return status;
    }

    /// <inheritdoc/>
    public int WriteVerdict(byte[] buffer, int offset)
    {
        bool isReceiving = _list.IsOpen && !_list.IsComplete;
        _verdict.State = isReceiving ? ExposureState.Receiving : _memory.State;
        _verdict.RuleVersion = ExposureRule.Version;
        Array.Copy(isReceiving ? _list.Header.ListId : _memory.ListId, 0, _verdict.ListId, 0, ExposureListHeader.ListIdLength);
        bool isExposed = _verdict.State == ExposureState.Done && _findings.LongestSeconds > 0;
        _verdict.Level = isExposed ? _memory.Level : ExposureRule.None;
        _verdict.LocalDay = isExposed ? _memory.FirstDay - 1 + _findings.LongestDay : 0;
        _verdict.NearMinutes = isExposed ? _findings.LongestSeconds / 60 : 0;
        _verdict.DayCount = isExposed ? CountBits(_findings.ExposedDays) : 0;
        _verdict.Flags = (_verdict.State == ExposureState.Done ? _findings.Flags : 0)
            | (_memory.IsAcknowledged ? ExposureVerdict.AcknowledgedFlag : 0);
        _verdict.Next = isReceiving ? _list.NextChunk : HasWork ? _memory.EntriesDone : 0;
        _verdict.Write(buffer, offset);
        return ExposureVerdict.Length;
    }

    /// <summary>The wearer has seen the signal. If power dies inside, she is told once more.</summary>
    public void Acknowledge()
    {
        if (AlertLevel != ExposureRule.None)
        {
            _memory.IsAcknowledged = true;
            _memory.Save(_findings);
        }
    }

    /// <summary>
    /// Goes on with the check for about <see cref="StepMs"/>. True when this step has found something that the wearer is to be told. If
    /// power dies inside, the people of the present group are checked again.
    /// </summary>
    public bool Step()
    {
        int left = StepMs;
        while (left > 0 && HasWork)
        {
            int blocks = _walk.BlockCount;
            if (!_isInGroup)
            {
                BeginGroup();
            }
            else if (_hasRecord)
            {
                AdvanceRecord();
            }
            else if (_reader.Read())
            {
                TakeRecord();
            }
            else if (CloseGroup())
            {
                return true;
            }

            left -= RecordCost + ((_walk.BlockCount - blocks) * BlockCost);
        }

        return false;
    }

    private static int CountBits(uint bits)
    {
        int count = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            count++;
        }

        return count;
    }

    private ExposureStatus CheckDays()
    {
        if (!_isUtcKnown)
        {
            return ExposureStatus.NoTime;
        }

        // The phone app's extra slot of a list that ends today lies in tomorrow.
        int today = SlotTime.DayOf(_utcMs);
        if (_incoming.LastDay > today + 1 || _incoming.FirstDay > today)
        {
            return ExposureStatus.FutureDay;
        }

        if (_incoming.LastDay < today - RetentionDays)
        {
            return ExposureStatus.TooOld;
        }

        bool isSameDay = _memory.AllowanceDay == today;
        int keyDays = isSameDay ? _memory.KeyDaysToday : 0;
        int lists = isSameDay ? _memory.ListsToday : 0;
        bool isAllowed = keyDays + _incoming.KeyDayCount <= MaxKeyDaysPerDay && lists < MaxListsPerDay;
        return isAllowed ? ExposureStatus.Taken : ExposureStatus.TooMuchToday;
    }

    private void StartCheck()
    {
        int today = _isUtcKnown ? SlotTime.DayOf(_utcMs) : _memory.AllowanceDay;
        if (_memory.AllowanceDay != today)
        {
            _memory.AllowanceDay = today;
            _memory.KeyDaysToday = 0;
            _memory.ListsToday = 0;
        }

        _memory.KeyDaysToday += _list.Header.KeyDayCount;
        _memory.ListsToday++;
        _memory.Start(_list.Header);
        _findings.Clear();
        _isInGroup = false;
        _memory.Save(_findings);
    }

    private void BeginGroup()
    {
        _isInGroup = true;
        _hasRecord = false;
        _findings.ClearGroup();
        if (_walk.Load(_list, _memory.EntriesDone))
        {
            // A record may begin a slot before the one it matches, and a re-dated one a slot before the one its segment names.
            _reader.Restart((uint)(_walk.FirstSlot - 2));
        }
        else
        {
            GiveUp();
        }
    }

    // Which slots the record may match: its own, and within three minutes of their ends the ones beside it.
    private void TakeRecord()
    {
        long firstMs = _reader.FirstUtcMs;
        long lastMs = _reader.LastUtcMs;
        if (_reader.IsNotBefore)
        {
            bool mayBeListed = firstMs < SlotTime.StartOfSlot(_walk.EndSlot + 1);
            _findings.Flags |= mayBeListed ? ExposureVerdict.UndatedFlag : 0;
            return;
        }

        if (lastMs < SlotTime.StartOfSlot(_walk.FirstSlot) - ExposureRule.StaleMs)
        {
            return;
        }

        _low = SlotTime.SlotNumber(firstMs - ExposureRule.StaleMs - 1);
        _high = SlotTime.SlotNumber(lastMs + ExposureRule.StaleMs);
        _low = _low < _walk.FirstSlot ? _walk.FirstSlot : _low;
        _high = _high >= _walk.EndSlot ? _walk.EndSlot - 1 : _high;
        _hasRecord = _low <= _high;
    }

    private void AdvanceRecord()
    {
        if (_walk.Seek(_low, _high))
        {
            Match();
            _hasRecord = false;
        }
        else if (_walk.HasFailed)
        {
            GiveUp();
        }
    }

    private void Match()
    {
        ContactRecord record = _reader.Record;
        for (int slot = _low; slot <= _high; slot++)
        {
            int person = _walk.Find(record.Id, slot);
            if (person < 0)
            {
                continue;
            }

            bool isInSlot = _reader.LastUtcMs >= SlotTime.StartOfSlot(slot) && _reader.FirstUtcMs <= SlotTime.StartOfSlot(slot + 1);
            int day = SlotTime.DayOf(_reader.FirstUtcMs + _utcOffsetMs) - (_memory.FirstDay - 1);
            _findings.Add(person, day, ProximityRule.NearTimeMs(record, _thresholds) / 1000);
            _findings.Flags |= isInSlot ? 0 : ExposureVerdict.StaleFlag;
            return;
        }
    }

    // Returns whether the wearer is to be told something.
    private bool CloseGroup()
    {
        _findings.CloseGroup();
        _isInGroup = false;
        _memory.EntriesDone += _walk.Count;
        bool isOver = _memory.EntriesDone >= _list.EntryCount;
        bool isNews = isOver && Finish();
        _memory.Save(_findings);
        if (isOver)
        {
            _list.Delete();
        }

        return isNews;
    }

    private bool Finish()
    {
        _memory.Finish();
        bool isExposed = _findings.LongestSeconds > 0;
        if (isExposed)
        {
            // What has not been acknowledged is not covered by something lesser.
            bool isGreater = AlertLevel == ExposureRule.None || _memory.Level < AlertLevel;
            _memory.AlertLevel = isGreater ? _memory.Level : AlertLevel;
            _memory.IsAcknowledged = false;
        }

        return isExposed;
    }

    // Flash does not give back what it took: the list may be brought again.
    private void GiveUp()
    {
        _memory.State = ExposureState.None;
        _isInGroup = false;
        _findings.Clear();
        _memory.Save(_findings);
        _list.Delete();
    }
}

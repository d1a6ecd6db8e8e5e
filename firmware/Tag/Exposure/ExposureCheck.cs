using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// Takes an exposure list, checks the tag's own log against it a little at a time, and says what came of it (docs/protocol.md 9).
/// Eight people at once are walked through their ids beside one reading of the log; after each eight the findings are saved, and a
/// restart goes on with the next. While there is nothing to receive or to check it holds the last verdict and little else.
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

    // Each try without room makes the CLR look for garbage in vain.
    private const int NoMemoryPauseMs = 600000;

    // In thousands of instructions, by the count of bench exposure.
    private const int BlockCost = 12;
    private const int RecordCost = 2;

    private readonly IFlashFiles _files;
    private readonly ContactLog _log;
    private readonly NearThresholds _thresholds;
    private readonly long _utcOffsetMs;
    private readonly ExposureMemory _memory;
    private readonly ExposureFindings _findings = new ExposureFindings();
    private ExposureListFile _list;
    private ExposureWork _work;
    private long _uptimeMs;
    private long _notBeforeMs;
    private long _utcMs;
    private bool _isUtcKnown;
    private int _knownChunks;
    private int _formerBlocks;

    /// <summary>
    /// Reads nothing before <see cref="Open"/>. <paramref name="memory"/>: the store of its state; <paramref name="thresholds"/>: those that the log's near counts were made with;
    /// <paramref name="utcOffsetMinutes"/>: local time less UTC.
    /// </summary>
    public ExposureCheck(IFlashFiles files, StateStore memory, ContactLog log, NearThresholds thresholds, int utcOffsetMinutes)
    {
        _files = files;
        _log = log;
        _thresholds = thresholds;
        _utcOffsetMs = utcOffsetMinutes * 60000L;
        _memory = new ExposureMemory(memory);
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
        get { return _formerBlocks + (_work == null ? 0 : _work.BlockCount); }
    }

    /// <inheritdoc/>
    public int NextChunk
    {
        get { return _knownChunks > 0 ? _knownChunks : HasList ? _list.NextChunk : 0; }
    }

    private bool HasList
    {
        get { return _list != null && _list.IsOpen; }
    }

    /// <summary>Reads what the last run left, and goes on with it.</summary>
    public void Open()
    {
        _memory.Load(_findings);
        if (_files.GetLength(ExposureListFile.FileName) >= 0)
        {
            _list = new ExposureListFile(_files);
            _list.Open();
        }

        bool isWhole = HasList && _list.IsComplete;
        if (isWhole && !_memory.IsAbout(_list.Header.ListId))
        {
            // Power died between the last chunk and the memory.
            StartCheck();
        }

        bool isThere = isWhole && _memory.State == ExposureState.Checking && _memory.IsAbout(_list.Header.ListId);
        if (_memory.State == ExposureState.Checking && !isThere)
        {
            // Its list is gone or damaged: whoever brought it may bring it again.
            _memory.State = ExposureState.None;
            _findings.Clear();
        }

        if (!HasList)
        {
            _list = null;
        }
        else if (_memory.State == ExposureState.Done && isWhole)
        {
            DropList();
        }
    }

    /// <summary>Whether <see cref="Step"/> may be called now: there is something to do, and there was room for it when last tried.</summary>
    public bool IsReady
    {
        get { return HasWork && _uptimeMs >= _notBeforeMs; }
    }

    /// <summary>Tells it the time, by which days are judged to be in the future.</summary>
    public void Tell(TagTime now)
    {
        _uptimeMs = now.UptimeMs;
        _utcMs = now.UtcMs;
        _isUtcKnown = now.IsUtcKnown;
    }

    /// <inheritdoc/>
    public ExposureStatus Begin(byte[] buffer, int offset, int length)
    {
        _knownChunks = 0;
        ExposureListHeader incoming = new ExposureListHeader();
        ExposureStatus status = incoming.Read(buffer, offset, length);
        if (status != ExposureStatus.Taken)
        {
            return status;
        }

        bool isPresent = _memory.IsAbout(incoming.ListId);
        if (HasWork && !isPresent)
        {
            return ExposureStatus.Busy;
        }

        if (HasWork || _memory.IsDone(incoming.ListId))
        {
            _knownChunks = incoming.ChunkCount;
            return HasWork ? ExposureStatus.Complete : ExposureStatus.AlreadyChecked;
        }

        status = CheckDays(incoming);
        if (status != ExposureStatus.Taken || (HasList && _list.IsSame(buffer, offset)))
        {
            return status;
        }

        if (_list == null)
        {
            _list = new ExposureListFile(_files);
        }

        return _list.Begin(buffer, offset) ? ExposureStatus.Taken : ExposureStatus.StorageFailed;
    }

    /// <inheritdoc/>
    public ExposureStatus Chunk(byte[] buffer, int offset, int length)
    {
        if (!HasList)
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
        bool isReceiving = HasList && !_list.IsComplete;
        ExposureVerdict verdict = new ExposureVerdict();
        verdict.State = isReceiving ? ExposureState.Receiving : _memory.State;
        verdict.RuleVersion = ExposureRule.Version;
        Array.Copy(isReceiving ? _list.Header.ListId : _memory.ListId, 0, verdict.ListId, 0, ExposureListHeader.ListIdLength);
        bool isExposed = verdict.State == ExposureState.Done && _findings.LongestSeconds > 0;
        verdict.Level = isExposed ? _memory.Level : ExposureRule.None;
        verdict.LocalDay = isExposed ? _memory.FirstDay - 1 + _findings.LongestDay : 0;
        verdict.NearMinutes = isExposed ? _findings.LongestSeconds / 60 : 0;
        verdict.DayCount = isExposed ? CountBits(_findings.ExposedDays) : 0;
        verdict.Flags = (verdict.State == ExposureState.Done ? _findings.Flags : 0)
            | (_memory.IsAcknowledged ? ExposureVerdict.AcknowledgedFlag : 0);
        verdict.Next = isReceiving ? _list.NextChunk : HasWork ? _memory.EntriesDone : 0;
        verdict.Write(buffer, offset);
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
        try
        {
            int left = StepMs;
            while (left > 0 && HasWork)
            {
                int blocks = BlockCount;
                if (_work == null)
                {
                    _work = new ExposureWork(_log, _thresholds, _utcOffsetMs, _findings);
                }

                if (!_work.IsInGroup)
                {
                    _work.BeginGroup(_list, _memory.EntriesDone);
                }
                else if (!_work.Advance() && CloseGroup())
                {
                    return true;
                }

                left -= RecordCost + ((BlockCount - blocks) * BlockCost);
                if (_work != null && _work.HasFailed)
                {
                    GiveUp();
                }
            }
        }
        catch (OutOfMemoryException)
        {
            // What was read of this group may have gaps: it begins anew, ten minutes later.
            _work = null;
            _notBeforeMs = _uptimeMs + NoMemoryPauseMs;
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

    private ExposureStatus CheckDays(ExposureListHeader incoming)
    {
        if (!_isUtcKnown)
        {
            return ExposureStatus.NoTime;
        }

        // The phone app's extra slot of a list that ends today lies in tomorrow.
        int today = SlotTime.DayOf(_utcMs);
        if (incoming.LastDay > today + 1 || incoming.FirstDay > today)
        {
            return ExposureStatus.FutureDay;
        }

        if (incoming.LastDay < today - RetentionDays)
        {
            return ExposureStatus.TooOld;
        }

        bool isSameDay = _memory.AllowanceDay == today;
        int keyDays = isSameDay ? _memory.KeyDaysToday : 0;
        int lists = isSameDay ? _memory.ListsToday : 0;
        bool isAllowed = keyDays + incoming.KeyDayCount <= MaxKeyDaysPerDay && lists < MaxListsPerDay;
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
        _memory.Save(_findings);
    }

    // Returns whether the wearer is to be told something.
    private bool CloseGroup()
    {
        _work.CloseGroup();
        _memory.EntriesDone += _work.Count;
        bool isOver = _memory.EntriesDone >= _list.EntryCount;
        bool isNews = isOver && Finish();
        _memory.Save(_findings);
        if (isOver)
        {
            EndWork();
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
        _findings.Clear();
        _memory.Save(_findings);
        EndWork();
    }

    private void EndWork()
    {
        if (_work != null)
        {
            _formerBlocks += _work.BlockCount;
            _work = null;
        }

        DropList();
    }

    private void DropList()
    {
        _list.Delete();
        _list = null;
    }
}

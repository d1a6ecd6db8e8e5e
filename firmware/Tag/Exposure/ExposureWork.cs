using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// The work of a check, and the memory that it takes: a walk through the ids of up to eight people beside one reading of the log. Some four kilobytes,
/// allocated when a check begins or goes on after a restart and given up when it ends: a list comes once a day, and the heap is short.
/// </summary>
public sealed class ExposureWork
{
    private readonly NearThresholds _thresholds;
    private readonly long _utcOffsetMs;
    private readonly ExposureFindings _findings;
    private readonly ExposureTally _tally = new ExposureTally();
    private readonly IdWalk _walk = new IdWalk();
    private readonly LogReader _reader;
    private int _firstDay;
    private bool _hasRecord;
    private int _low;
    private int _high;

    /// <summary>
    /// What comes of it is added to <paramref name="findings"/>. <paramref name="thresholds"/>: those that the log's near counts were made with;
    /// <paramref name="utcOffsetMs"/>: local time less UTC.
    /// </summary>
    public ExposureWork(ContactLog log, NearThresholds thresholds, long utcOffsetMs, ExposureFindings findings)
    {
        _thresholds = thresholds;
        _utcOffsetMs = utcOffsetMs;
        _findings = findings;
        _reader = log.OpenReader();
    }

    /// <summary>Whether a group is being walked.</summary>
    public bool IsInGroup { get; private set; }

    /// <summary>Whether flash did not give back what it took. Nothing can go on.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>People of the group.</summary>
    public int Count
    {
        get { return _walk.Count; }
    }

    /// <summary>SHA-256 blocks so far.</summary>
    public int BlockCount
    {
        get { return _walk.BlockCount; }
    }

    /// <summary>Begins with up to eight entries of <paramref name="list"/> from <paramref name="firstEntry"/> on.</summary>
    public void BeginGroup(ExposureListFile list, int firstEntry)
    {
        IsInGroup = true;
        _hasRecord = false;
        _firstDay = list.Header.FirstDay;
        _tally.Clear();
        if (_walk.Load(list, firstEntry))
        {
            // A record may begin a slot before the one it matches, and a re-dated one a slot before the one its segment names.
            _reader.Restart((uint)(_walk.FirstSlot - 2));
        }
        else
        {
            HasFailed = true;
        }
    }

    /// <summary>Goes on by one record, or by one slot of ids. False when the log has been read: <see cref="CloseGroup"/> is next.</summary>
    public bool Advance()
    {
        if (_hasRecord)
        {
            AdvanceRecord();
            return true;
        }

        if (!_reader.Read())
        {
            return false;
        }

        TakeRecord();
        return true;
    }

    /// <summary>Tells the findings what the group has brought.</summary>
    public void CloseGroup()
    {
        _tally.Close(_findings);
        IsInGroup = false;
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
            HasFailed = true;
        }
    }

    private void Match()
    {
        ContactRecord record = _reader.Record;
        for (int slot = _low; slot <= _high; slot++)
        {
            int person = _walk.Find(record.Id, slot);
            if (person >= 0)
            {
                Add(person, slot, ProximityRule.NearTimeMs(record, _thresholds) / 1000);
                return;
            }
        }
    }

    private void Add(int person, int slot, int nearSeconds)
    {
        bool isInSlot = _reader.LastUtcMs >= SlotTime.StartOfSlot(slot) && _reader.FirstUtcMs <= SlotTime.StartOfSlot(slot + 1);
        int day = SlotTime.DayOf(_reader.FirstUtcMs + _utcOffsetMs) - (_firstDay - 1);
        _findings.Flags |= _tally.Add(person, day, nearSeconds) ? ExposureVerdict.MetFlag : 0;
        _findings.Flags |= isInSlot ? 0 : ExposureVerdict.StaleFlag;
    }
}

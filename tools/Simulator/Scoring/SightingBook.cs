using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Phones;

namespace BluezoneTag.Simulator.Scoring;

/// <summary>
/// Notes which neighbour each tag heard and when, for the score only: the simulator knows whose id it was, the tag does
/// not. Times are the tag's own.
/// </summary>
public sealed class SightingBook
{
    private readonly int _personCount;
    private readonly Dictionary<(int Receiver, int Sender), List<int>> _secondsOf = new();
    private readonly SlotTally[] _tallies;
    private readonly double[] _phoneRuleMs;
    private readonly ContactRecord _record = new();
    private readonly NearThresholds _phoneRule = new();

    /// <summary>Keeps times for the pairs of <paramref name="trace"/> with at least <paramref name="minSeconds"/> of contact.</summary>
    public SightingBook(ContactTrace trace, int minSeconds)
    {
        _phoneRule.Calibrate(AndroidPhone.NearRssiDbm, AndroidPhone.NearRssiDbm);
        _personCount = trace.Persons.Count;
        _tallies = new SlotTally[_personCount * _personCount];
        _phoneRuleMs = new double[_personCount * _personCount];
        foreach (((int first, int second), List<int> steps) in trace.Pairs)
        {
            if (steps.Count * ContactTrace.StepSeconds >= minSeconds)
            {
                _secondsOf[(first, second)] = [];
                _secondsOf[(second, first)] = [];
            }
        }
    }

    /// <summary>Sightings of one tag by another so far.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// One sighting at <paramref name="second"/> of the trace (may be negative before it), <paramref name="utcMs"/> by
    /// the receiver's clock.
    /// </summary>
    public void Add(int receiver, int sender, double second, long utcMs, int rssiDbm)
    {
        Count++;
        if (_secondsOf.TryGetValue((receiver, sender), out List<int>? seconds))
        {
            seconds.Add((int)Math.Floor(second));
        }

        ref SlotTally tally = ref _tallies[(receiver * _personCount) + sender];
        int slot = SlotTime.SlotNumber(utcMs);
        if (tally.Slot != slot)
        {
            Close(ref tally, receiver, sender);
            tally = new SlotTally { Slot = slot, FirstMs = (int)(utcMs - SlotTime.StartOfSlot(slot)) };
        }

        tally.LastMs = (int)(utcMs - SlotTime.StartOfSlot(slot));
        tally.Count++;
        tally.RssiSum += rssiDbm;
        tally.NearCount += rssiDbm >= AndroidPhone.NearRssiDbm ? 1 : 0;
    }

    /// <summary>Times at which <paramref name="receiver"/> heard <paramref name="sender"/>, seconds of the trace, in order.</summary>
    public IReadOnlyList<int> SecondsOf(int receiver, int sender)
    {
        return _secondsOf.TryGetValue((receiver, sender), out List<int>? seconds) ? seconds : Array.Empty<int>();
    }

    /// <summary>
    /// Near time in seconds that the same sightings give when everything at or above the phone app's threshold is near.
    /// </summary>
    public double PhoneRuleSeconds(int receiver, int sender)
    {
        ref SlotTally tally = ref _tallies[(receiver * _personCount) + sender];
        Close(ref tally, receiver, sender);
        tally = default;
        return _phoneRuleMs[(receiver * _personCount) + sender] / 1000;
    }

    private void Close(ref SlotTally tally, int receiver, int sender)
    {
        if (tally.Count > 0)
        {
            _record.FirstMs = tally.FirstMs;
            _record.LastMs = tally.LastMs;
            _record.SightingCount = tally.Count;
            _record.NearCount = tally.NearCount;
            _record.MeanRssiDbm = (int)Math.Floor((double)tally.RssiSum / tally.Count);
            _phoneRuleMs[(receiver * _personCount) + sender] += ProximityRule.NearTimeMs(_record, _phoneRule);
        }
    }

    private struct SlotTally
    {
        public int Slot;
        public int FirstMs;
        public int LastMs;
        public int Count;
        public int NearCount;
        public int RssiSum;
    }
}

using System.Collections.Generic;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Benches;

/// <summary>A simulated tag whose turns are counted. A turn here is the run loop's: advance, and the two questions after it.</summary>
public sealed class MeteredTag : IActor
{
    private const long PeriodMs = Tag.Scheduling.RadioSlots.PeriodMs;

    private readonly SimulatedTag _tag;
    private readonly TagTime _now = new();
    private long _radioSlot = -1;
    private long _slot = -1;
    private bool _hasJustStopped;
    private long _slotInstructions;
    private long _windows;

    /// <summary>Counts the turns of <paramref name="tag"/>.</summary>
    public MeteredTag(SimulatedTag tag)
    {
        _tag = tag;
    }

    /// <summary>Instructions of each turn in which the radio was off and stayed off, no scan was processed, no slot closed and no id changed.</summary>
    public List<long> IdleTurns { get; } = new();

    /// <summary>Instructions of all turns of each radio slot, from half a period before its moment to half a period after.</summary>
    public List<long> RadioSlots { get; } = new();

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        bool wasOn = _tag.Application.IsRadioOn;
        bool isSlotChange = BeginRadioSlot();
        long before = IlMeter.Count;
        long next = _tag.Act(nowUs);
        long instructions = IlMeter.Count - before;
        _slotInstructions += instructions;
        bool isOn = _tag.Application.IsRadioOn;
        long windows = CountWindows();
        if (!wasOn && !isOn && windows == _windows && windows > 0 && !_hasJustStopped && !isSlotChange)
        {
            IdleTurns.Add(instructions);
        }

        _hasJustStopped = wasOn && !isOn;
        _windows = windows;
        return next;
    }

    // True around the end of a quarter of an hour: such a turn may close it or plan with the next id.
    private bool BeginRadioSlot()
    {
        _tag.Clock.Read(_now);
        long radioSlot = (_now.UtcMs + (PeriodMs / 2)) / PeriodMs;
        if (radioSlot != _radioSlot && _radioSlot >= 0)
        {
            RadioSlots.Add(_slotInstructions);
            _slotInstructions = 0;
        }

        _radioSlot = radioSlot;
        long slot = _now.UtcMs / SlotTime.SlotMs;
        bool isChanging = slot != _slot || slot != (_now.UtcMs + PeriodMs) / SlotTime.SlotMs;
        _slot = slot;
        return isChanging;
    }

    private long CountWindows()
    {
        TagCounters counters = _tag.Application.Counters;
        return counters.Get(TagCounter.AdvertisingWindows) + counters.Get(TagCounter.ScanningWindows) + counters.Get(TagCounter.MissedWindows);
    }
}

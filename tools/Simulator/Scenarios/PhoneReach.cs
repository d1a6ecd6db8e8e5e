using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>Notes for each phone scan which tags were face to face with the phone's owner throughout, and whether it heard them.</summary>
public sealed class PhoneReach
{
    private readonly ContactTrace _trace;
    private readonly long _traceStartUs;
    private int _scans;
    private int _heard;

    /// <summary>For the contacts of <paramref name="trace"/>.</summary>
    public PhoneReach(ContactTrace trace, long traceStartUs)
    {
        _trace = trace;
        _traceStartUs = traceStartUs;
    }

    /// <summary>Looks at one finished scan of the phone of <paramref name="owner"/>; its rows must be stored already.</summary>
    public void AddScan(AndroidPhone phone, int owner, long fromUs, long toUs)
    {
        int firstStep = StepAt(fromUs);
        int lastStep = StepAt(toUs);
        foreach (int partner in _trace.PartnersOf(owner, firstStep))
        {
            if (IsThroughout(owner, partner, firstStep, lastStep))
            {
                _scans++;
                _heard += HasRow(phone, partner, phone.UtcMs(fromUs)) ? 1 : 0;
            }
        }
    }

    /// <summary>The figures so far.</summary>
    public PhoneScore Score(IReadOnlyList<AndroidPhone> phones, int tagCount, long tagSightings)
    {
        return new PhoneScore(
            phones.Count,
            phones.Sum(phone => phone.Rows.Count),
            phones.Sum(phone => phone.Rows.Count(row => row.Node < tagCount)),
            _scans,
            _heard,
            tagSightings);
    }

    private int StepAt(long us) => (int)Math.Floor((us - _traceStartUs) / (ContactTrace.StepSeconds * 1e6));

    private bool IsThroughout(int owner, int partner, int firstStep, int lastStep)
    {
        for (int step = firstStep; step <= lastStep; step++)
        {
            if (step < 0 || step >= _trace.StepCount || !_trace.IsContact(owner, partner, step))
            {
                return false;
            }
        }

        return true;
    }

    // Rows are stored in order; those of this scan are at the end.
    private static bool HasRow(AndroidPhone phone, int node, long sinceMs)
    {
        for (int i = phone.Rows.Count - 1; i >= 0 && phone.Rows[i].UtcMs >= sinceMs; i--)
        {
            if (phone.Rows[i].Node == node)
            {
                return true;
            }
        }

        return false;
    }
}

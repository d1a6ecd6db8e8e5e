using System.Collections.Generic;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Scoring;

/// <summary>
/// Reads every tag's flash log at the end of a run, record by record as a sync would, and adds up near times. Ids cannot be
/// linked by a tag; the simulator, which knows whose they were, does it here.
/// </summary>
public sealed class LogScore
{
    private readonly double[] _nearMs;
    private readonly int _personCount;

    /// <summary>Reads the logs of <paramref name="tags"/>; <paramref name="nodeOfId"/> tells whose id it was.</summary>
    public LogScore(IReadOnlyList<SimulatedTag> tags, IReadOnlyDictionary<(ulong, uint), int> nodeOfId, int personCount)
    {
        _personCount = personCount;
        _nearMs = new double[personCount * personCount];
        foreach (SimulatedTag tag in tags)
        {
            Read(tag, nodeOfId);
        }
    }

    /// <summary>Records read.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Records with an id that nobody ever sent: must be 0.</summary>
    public int InventedCount { get; private set; }

    /// <summary>Sum of the sighting counts in all records about tags.</summary>
    public long SightingCount { get; private set; }

    /// <summary>Near time that the log of <paramref name="receiver"/> says of <paramref name="sender"/>, seconds.</summary>
    public double NearSeconds(int receiver, int sender) => _nearMs[(receiver * _personCount) + sender] / 1000;

    private void Read(SimulatedTag tag, IReadOnlyDictionary<(ulong, uint), int> nodeOfId)
    {
        LogReader reader = tag.Application.Log.OpenReader();
        while (reader.Read())
        {
            RecordCount++;
            if (!nodeOfId.TryGetValue(IdKey.Of(reader.Record.Id, 0), out int node))
            {
                InventedCount++;
            }
            else if (node < _personCount)
            {
                SightingCount += reader.Record.SightingCount;
                _nearMs[(tag.Node * _personCount) + node] += ProximityRule.NearTimeMs(reader.Record, tag.Application.Sightings.Thresholds);
            }
        }
    }
}

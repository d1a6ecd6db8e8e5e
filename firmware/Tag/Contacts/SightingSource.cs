using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Tag.Contacts;

/// <summary>
/// The neighbours of a slot that become records: those with a near sighting, and of these the best when not all may be
/// written. Chooses from a <see cref="SightingTable"/> and leaves it as it is.
/// </summary>
public sealed class SightingSource : RecordSource
{
    private const int NearWeight = 256;
    private const int SightingWeight = 4;
    private const int WeakestDbm = -127;

    private readonly SightingTable _sightings;
    private readonly ContactRecord _record = new ContactRecord();
    private readonly byte[] _chosen = new byte[SightingTable.Capacity];

    /// <summary>Nothing chosen yet.</summary>
    public SightingSource(SightingTable sightings)
    {
        _sightings = sightings;
    }

    /// <summary>Adds all neighbours of the table, chosen or not, to <paramref name="days"/>.</summary>
    public void CountAll(DayCounts days, int localDay)
    {
        for (int i = 0; i < _sightings.Count; i++)
        {
            _sightings.Read(i, _record);
            days.Add(localDay, ProximityRule.IsCloseContact(_record));
        }
    }

    /// <summary>Chooses all neighbours with a near sighting, in the order of the table.</summary>
    public void ChooseNear()
    {
        Count = 0;
        for (int i = 0; i < _sightings.Count; i++)
        {
            if (_sightings.IsNearOf(i))
            {
                _chosen[Count] = (byte)i;
                Count++;
            }
        }
    }

    /// <summary>
    /// Keeps the best <paramref name="count"/> of the chosen, best first: the most near sightings, then the most sightings, then
    /// the strongest. Takes time with the square of their number; for crowds only.
    /// </summary>
    public void KeepBest(int count)
    {
        for (int place = 0; place < count && place < Count; place++)
        {
            int best = place;
            int bestWorth = WorthOf(place);
            for (int i = place + 1; i < Count; i++)
            {
                int worth = WorthOf(i);
                if (worth > bestWorth)
                {
                    best = i;
                    bestWorth = worth;
                }
            }

            byte moved = _chosen[place];
            _chosen[place] = _chosen[best];
            _chosen[best] = moved;
        }

        Count = count < Count ? count : Count;
    }

    /// <inheritdoc/>
    public override void Encode(int index, byte[] buffer, int offset)
    {
        _sightings.Read(_chosen[index], _record);
        ContactRecordCodec.Encode(_record, buffer, offset);
    }

    private int WorthOf(int place)
    {
        _sightings.Read(_chosen[place], _record);
        return (((_record.NearCount * NearWeight) + _record.SightingCount) * SightingWeight * NearWeight) + _record.StrongestRssiDbm - WeakestDbm;
    }
}

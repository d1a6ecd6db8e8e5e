namespace BluezoneTag.Simulator.Scoring;

/// <summary>How often a sighting of a tag is called near while its wearer is in contact, and while not (docs/proximity.md 2).</summary>
public sealed class NearRates
{
    private long _contacts;
    private long _nearContacts;
    private long _others;
    private long _nearOthers;

    /// <summary>Share of the sightings in contact that are near.</summary>
    public double TrueNear => _contacts == 0 ? 0 : (double)_nearContacts / _contacts;

    /// <summary>Share of the other sightings that are near.</summary>
    public double FalseNear => _others == 0 ? 0 : (double)_nearOthers / _others;

    /// <summary>One sighting.</summary>
    public void Add(bool isContact, bool isNear)
    {
        if (isContact)
        {
            _contacts++;
            _nearContacts += isNear ? 1 : 0;
        }
        else
        {
            _others++;
            _nearOthers += isNear ? 1 : 0;
        }
    }
}

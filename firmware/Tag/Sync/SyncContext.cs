using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag.Sync;

/// <summary>The parts of the tag that a sync looks into, in one place.</summary>
public sealed class SyncContext
{
    /// <summary>The ports.</summary>
    public TagPorts Ports;

    /// <summary>What does what a sync asks for.</summary>
    public ISyncHost Host;

    /// <summary>Who the tag is. Secret in part.</summary>
    public IdentityImage Identity;

    /// <summary>The clock.</summary>
    public Timekeeper Timekeeper;

    /// <summary>The counters.</summary>
    public TagCounters Counters;

    /// <summary>Counts of the days.</summary>
    public ContactBook Book;

    /// <summary>The log.</summary>
    public ContactLog Log;

    /// <summary>Charge and coverage.</summary>
    public PowerBudget Budget;

    /// <summary>The cell.</summary>
    public BatteryMonitor Battery;

    /// <summary>What outlives a restart.</summary>
    public SyncState State;

    /// <summary>The lock after wrong proofs.</summary>
    public LockOut ProofLock;

    /// <summary>The lock after wrong codes.</summary>
    public LockOut CodeLock;

    /// <summary>Matches exposure lists; null where the firmware has nothing that does.</summary>
    public IExposureCheck Exposure;
}

using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// One tag and one phone with the Bluezone app, together for the contact and, so that no scan is cut short, until the last
/// phone scan that began in it is over.
/// </summary>
public sealed class PhoneTrial
{
    private const long SecondUs = 1_000_000;
    private const long ScanUs = 41 * SecondUs;

    private readonly EventLoop _loop = new();
    private readonly BenchWorld _world;
    private readonly ContactLog _log;
    private readonly SimulatedTag _tag;
    private readonly AndroidPhone _phone;
    private readonly long _endUs;
    private int _scans;
    private int _heardScans;

    /// <summary>Builds the trial; nothing runs yet.</summary>
    public PhoneTrial(ContactSetup setup, ulong seed)
    {
        long meetUs = ContactTrial.MeetUs(setup.Start, seed);
        _endUs = meetUs + (setup.Seconds * SecondUs);
        _world = new BenchWorld(2, seed) { MeetUs = meetUs, PartUs = _endUs + ScanUs };
        var medium = new RadioMedium(_world, seed);
        _log = new ContactLog(2, setup.Seconds);
        long startUtcMs = ContactTrial.StartUtcMs(seed);
        double syncAgeHours = Noise.Between(0, setup.MaxSyncAgeHours, seed, 4);
        _tag = BenchTag.Create(_loop, medium, setup.Platform, setup.Clock, syncAgeHours, startUtcMs, seed, setup.Start != ContactStart.Alone);
        _tag.BeforeTurn = (tag, nowUs) => ContactTrial.MoveWearer(tag, setup.Start, nowUs >= meetUs);
        _tag.Radio.OnAccepted = reception => _log.Add(_tag.Node, reception.Node, (double)(reception.TimeUs - meetUs) / SecondUs);
        _loop.Add(_tag, (long)Noise.Between(0, ContactTrial.SwitchOnUs, seed, 6));
        _phone = new AndroidPhone(medium, medium.AddTransmitter(AndroidPhone.AdvertisingIntervalUs), startUtcMs, seed) { OnScan = OnScan };
        _loop.Add(_phone, _phone.FirstActUs);
    }

    /// <summary>Runs one trial of <paramref name="setup"/>.</summary>
    public static PhoneMeeting Run(ContactSetup setup, ulong seed) => new PhoneTrial(setup, seed).Run();

    /// <summary>Runs to the end of the contact.</summary>
    public PhoneMeeting Run()
    {
        _loop.RunUntil(_world.PartUs);
        return new PhoneMeeting(_scans, _heardScans, _log.Of(_tag.Node, _phone.Node));
    }

    // The phone's rows of this scan are stored already, at the end of its table.
    private void OnScan(long fromUs, long toUs)
    {
        if (fromUs < _world.MeetUs || fromUs >= _endUs)
        {
            return;
        }

        _scans++;
        bool isHeard = _phone.Rows.Exists(row => row.Node == _tag.Node && row.UtcMs >= _phone.UtcMs(fromUs));
        _heardScans += isHeard ? 1 : 0;
    }
}

using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Radio;

/// <summary>
/// The two ports of the one radio, and what goes on the air. Keeps the id right: the advertisement is made for the moment
/// it is sent and replaced when a quarter of an hour ends in the middle of a window.
/// </summary>
public sealed class TagRadio
{
    private readonly IAdvertiser _advertiser;
    private readonly IScanner _scanner;
    private readonly IReportSink _sink;
    private readonly RollingIdentifier _identifier;
    private readonly GridPhase _phase;
    private readonly TagCounters _counters;
    private readonly byte[] _advertisement = new byte[AdvertisingData.MaxLength];
    private bool _isAdvertising;
    private int _failedAdvertising;
    private int _failedScanning;

    /// <summary>Starts nothing. <paramref name="sink"/> receives what is heard; <paramref name="phase"/> knows the "hours since sync" to send.</summary>
    public TagRadio(TagPorts ports, IReportSink sink, RollingIdentifier identifier, GridPhase phase, TagCounters counters)
    {
        _advertiser = ports.Advertiser;
        _scanner = ports.Scanner;
        _sink = sink;
        _identifier = identifier;
        _phase = phase;
        _counters = counters;
    }

    /// <summary>Whether the stack is up.</summary>
    public bool IsOn { get; private set; }

    /// <summary>
    /// Starts that failed in a row in the role that fails more: a scanner that is dead must not hide behind an advertiser
    /// that works.
    /// </summary>
    public int FailedStartCount
    {
        get { return _failedAdvertising > _failedScanning ? _failedAdvertising : _failedScanning; }
    }

    /// <summary>
    /// Starts the stack in the role of the window. <paramref name="onAirUtcMs"/> is when the window opens: an id that
    /// will have changed by then is not the one to start with. Blocks. False when the stack did not start.
    /// </summary>
    public bool Start(bool isAdvertising, long onAirUtcMs)
    {
        _isAdvertising = isAdvertising;
        IsOn = isAdvertising ? _advertiser.Start(_advertisement, BuildAdvertisement(onAirUtcMs)) : _scanner.Start(_sink);
        if (IsOn)
        {
            SetFailed(0);
            _counters.Add(isAdvertising ? TagCounter.AdvertisingWindows : TagCounter.ScanningWindows, 1);
        }
        else
        {
            OnStartFailed();
        }

        return IsOn;
    }

    /// <summary>Puts the id of <paramref name="utcMs"/> on the air if another one is.</summary>
    public void KeepIdentifier(long utcMs)
    {
        if (IsOn && _isAdvertising && _identifier.Seek(utcMs))
        {
            IsOn = _advertiser.Replace(_advertisement, BuildAdvertisement(utcMs));
            if (!IsOn)
            {
                OnStartFailed();
            }
        }
    }

    /// <summary>Stops whatever runs. Blocks until the stack is down.</summary>
    public void Stop()
    {
        if (IsOn)
        {
            IsOn = false;
            if (_isAdvertising)
            {
                _advertiser.Stop();
            }
            else
            {
                _scanner.Stop();
            }
        }
    }

    private int BuildAdvertisement(long utcMs)
    {
        _identifier.Seek(utcMs);
        int hours = _phase.HoursAt(utcMs);
        return AdvertisementBuilder.Build(_advertisement, _identifier.Id, 0, hours == AdvertisingData.HoursSinceSyncUnknown ? -1 : hours);
    }

    private void OnStartFailed()
    {
        SetFailed((_isAdvertising ? _failedAdvertising : _failedScanning) + 1);
        _counters.Add(TagCounter.RadioStartFailures, 1);
    }

    private void SetFailed(int count)
    {
        if (_isAdvertising)
        {
            _failedAdvertising = count;
        }
        else
        {
            _failedScanning = count;
        }
    }
}

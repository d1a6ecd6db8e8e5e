using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Phones;

/// <summary>
/// A phone with the Bluezone app v3 in the background, as docs/protocol.md 3 describes it: advertises 15 s on and 15 s off
/// with a fresh random address and the id of the moment it started; scans 40 s of every 300 s, every second scan with batch
/// delivery each 10 s; stores a row for an id at most every 5 s. Exact alarms; no Doze.
/// </summary>
public sealed class AndroidPhone : IActor
{
    /// <summary>Near threshold for a sender it takes for Android, dBm: for display only, in the app and here.</summary>
    public const int NearRssiDbm = -86;

    /// <summary>Advertising interval of Android's low-latency mode.</summary>
    public const long AdvertisingIntervalUs = 100_000;

    private const long AdvertisingPeriodUs = 30_000_000;
    private const long AdvertisingOnUs = 15_000_000;
    private const long ScanPeriodUs = 300_000_000;
    private const long ScanOnUs = 40_000_000;
    private const long ScanDwellUs = 100_000;
    private const long BatchUs = 10_000_000;
    private const long DedupeMs = 5000;

    private readonly RadioMedium _medium;
    private readonly Transmitter _transmitter;
    private readonly RollingIdentifier _identifier;
    private readonly AdvertisementParser _parser = new();
    private readonly Dictionary<(ulong, uint), long> _lastRowMs = new();
    private readonly List<Reception> _receptions = new();
    private readonly byte[] _advertisement = new byte[AdvertisingData.MaxLength];
    private readonly long _startUtcMs;
    private readonly ulong _seed;
    private long _nextAdvertisingUs;
    private long _nextScanUs;
    private long _scanStartUs;
    private int _scanCount;
    private bool _isAdvertising;
    private bool _isScanning;

    /// <summary>A phone whose cycles start at random moments.</summary>
    public AndroidPhone(RadioMedium medium, Transmitter transmitter, long startUtcMs, ulong seed)
    {
        _medium = medium;
        _transmitter = transmitter;
        _startUtcMs = startUtcMs;
        _seed = Noise.Bits(seed, transmitter.Node, 99);
        _identifier = new RollingIdentifier(Noise.Bytes(32, _seed, 1), 0, SlotTime.DayOf(startUtcMs) - 30);
        _nextAdvertisingUs = (long)Noise.Between(0, AdvertisingPeriodUs, _seed, 2);
        _nextScanUs = (long)Noise.Between(0, ScanPeriodUs, _seed, 3);
    }

    /// <summary>Number of the phone in the medium.</summary>
    public int Node => _transmitter.Node;

    /// <summary>Its contact table.</summary>
    public List<PhoneRow> Rows { get; } = new();

    /// <summary>Scans finished so far.</summary>
    public int ScanCount => _scanCount;

    /// <summary>When to act first.</summary>
    public long FirstActUs => Math.Min(_nextAdvertisingUs, _nextScanUs);

    /// <summary>Called with AD structures and the time whenever an advertising run begins.</summary>
    public Action<byte[], int, long>? OnAdvertising { get; set; }

    /// <summary>Called at the end of each scan with its start and end.</summary>
    public Action<long, long>? OnScan { get; set; }

    /// <summary>The phone's UTC, which is right, at run time <paramref name="us"/>.</summary>
    public long UtcMs(long us) => _startUtcMs + (us / 1000);

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        if (nowUs >= _nextAdvertisingUs)
        {
            ToggleAdvertising(nowUs);
        }

        if (nowUs >= _nextScanUs)
        {
            ToggleScan(nowUs);
        }

        return Math.Min(_nextAdvertisingUs, _nextScanUs);
    }

    private void ToggleAdvertising(long nowUs)
    {
        _isAdvertising = !_isAdvertising;
        if (!_isAdvertising)
        {
            _transmitter.End(nowUs);
            _nextAdvertisingUs = nowUs + AdvertisingPeriodUs - AdvertisingOnUs;
            return;
        }

        // The id is fixed here for the whole run: it goes stale when a quarter of an hour ends in the middle.
        _identifier.Seek(UtcMs(nowUs));
        int length = BuildAdvertisement();
        _transmitter.Begin(nowUs, 0xC00000000000UL | (Noise.Bits(_seed, nowUs) >> 18), _advertisement, length);
        OnAdvertising?.Invoke(_advertisement, length, nowUs);
        _nextAdvertisingUs = nowUs + AdvertisingOnUs;
    }

    // As the tag's, without the service data.
    private int BuildAdvertisement()
    {
        const int ServiceDataLength = 5;
        return AdvertisementBuilder.Build(_advertisement, _identifier.Id, 0, 0) - ServiceDataLength;
    }

    private void ToggleScan(long nowUs)
    {
        _isScanning = !_isScanning;
        if (_isScanning)
        {
            _scanStartUs = nowUs;
            _nextScanUs = nowUs + ScanOnUs;
            return;
        }

        _receptions.Clear();
        _medium.Receive(Node, _scanStartUs, nowUs, ScanDwellUs, false, _receptions);
        bool isBatch = _scanCount % 2 == 1;
        foreach (Reception reception in _receptions)
        {
            long deliveredUs = isBatch
                ? Math.Min(nowUs, _scanStartUs + ((((reception.TimeUs - _scanStartUs) / BatchUs) + 1) * BatchUs))
                : reception.TimeUs;
            Store(reception, UtcMs(deliveredUs));
        }

        _scanCount++;
        OnScan?.Invoke(_scanStartUs, nowUs);
        _nextScanUs = nowUs + ScanPeriodUs - ScanOnUs;
    }

    private void Store(Reception reception, long utcMs)
    {
        if (_parser.Parse(reception.Burst.Data, 0, reception.Burst.Length) != AdvertisementKind.Bluezone)
        {
            return;
        }

        (ulong, uint) id = IdKey.Of(reception.Burst.Data, _parser.IdOffset);
        if (_lastRowMs.TryGetValue(id, out long lastMs) && utcMs - lastMs < DedupeMs)
        {
            return;
        }

        _lastRowMs[id] = utcMs;
        Rows.Add(new PhoneRow(utcMs, reception.Node, reception.RssiDbm));
    }
}

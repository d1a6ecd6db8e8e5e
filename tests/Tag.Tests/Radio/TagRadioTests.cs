using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Radio;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Radio;

public sealed class TagRadioTests : IAdvertiser, IScanner
{
    // 2020-08-03 12:15:00 UTC.
    private const long QuarterHourUtcMs = 1596456900000;

    private readonly List<string> _onAir = new();
    private readonly TagCounters _counters = new();
    private readonly GridPhase _phase = new();
    private readonly TagRadio _radio;
    private bool _canReplace = true;
    private bool _isOn;
    private int _hours;

    public TagRadioTests()
    {
        var identifier = new RollingIdentifier(new byte[32], 0, SlotTime.DayOf(QuarterHourUtcMs));
        _radio = new TagRadio(new TagPorts { Advertiser = this, Scanner = this }, new ReportQueue(), identifier, _phase, _counters);
    }

    [Fact]
    public void An_open_window_changes_the_id_at_the_quarter_hour_and_not_before()
    {
        _radio.Start(true, QuarterHourUtcMs - 200);
        _radio.KeepIdentifier(QuarterHourUtcMs - 1);
        Assert.Single(_onAir);
        _radio.KeepIdentifier(QuarterHourUtcMs);
        Assert.Equal([IdAt(QuarterHourUtcMs - 1), IdAt(QuarterHourUtcMs)], _onAir);
    }

    [Fact]
    public void When_the_change_fails_nothing_stays_on_the_air()
    {
        _canReplace = false;
        _radio.Start(true, QuarterHourUtcMs - 200);
        _radio.KeepIdentifier(QuarterHourUtcMs);
        Assert.False(_radio.IsOn);
        Assert.False(_isOn);
        Assert.Equal(1, _counters.Get(TagCounter.RadioStartFailures));
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(QuarterHourUtcMs + 1, 255)]
    [InlineData(QuarterHourUtcMs, 0)]
    [InlineData(QuarterHourUtcMs - (5 * 3600000L), 5)]
    [InlineData(QuarterHourUtcMs - (9999 * 3600000L), 254)]
    public void The_age_of_the_sync_is_sent_in_hours(long lastSyncUtcMs, int expected)
    {
        _phase.Reset(lastSyncUtcMs, 0);
        _radio.Start(true, QuarterHourUtcMs);
        Assert.Equal(expected, _hours);
    }

    bool IAdvertiser.Start(byte[] advertisingData, int length)
    {
        _isOn = true;
        Note(advertisingData, length);
        return true;
    }

    bool IAdvertiser.Replace(byte[] advertisingData, int length)
    {
        _isOn = _canReplace;
        Note(advertisingData, length);
        return _canReplace;
    }

    void IAdvertiser.Stop() => _isOn = false;

    bool IScanner.Start(IReportSink sink) => true;

    void IScanner.Stop() => _isOn = false;

    private static string IdAt(long utcMs)
    {
        var identifier = new RollingIdentifier(new byte[32], 0, SlotTime.DayOf(QuarterHourUtcMs));
        identifier.Seek(utcMs);
        return Convert.ToHexString(identifier.Id);
    }

    private void Note(byte[] data, int length)
    {
        var parser = new AdvertisementParser();
        Assert.Equal(AdvertisementKind.Bluezone, parser.Parse(data, 0, length));
        _hours = parser.HoursSinceSync;
        _onAir.Add(Convert.ToHexString(data, parser.IdOffset, 12));
    }
}

using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Storage;

public sealed class CalibrationStoreTests
{
    private const int CalibratedVersion = ProximityRule.Version | NearThresholds.CalibratedBit;

    [Fact]
    public void Without_a_file_the_defaults_stand_and_nothing_is_counted()
    {
        Assert.Equal((-55, -63, ProximityRule.Version, 0), Loaded(null));
    }

    [Fact]
    public void A_valid_file_is_taken()
    {
        Assert.Equal((-62, -70, CalibratedVersion, 0), Loaded(Image()));
    }

    [Fact]
    public void Every_damage_means_the_defaults_and_is_counted()
    {
        byte[] image = Image();
        IEnumerable<byte[]> truncated = Enumerable.Range(0, image.Length).Select(length => image[..length]);
        IEnumerable<byte[]> flipped = Enumerable.Range(0, image.Length * 8).Select(bit =>
        {
            byte[] copy = (byte[])image.Clone();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            return copy;
        });
        Assert.All(truncated.Concat(flipped).Append([.. image, 0]), damaged => Assert.Equal((-55, -63, ProximityRule.Version, 1), Loaded(damaged)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_tags_at_60_dBm_are_near_only_when_calibrated_and_the_log_says_by_which_rule(bool isCalibrated)
    {
        var bench = new TagBench { RssiDbm = -60 };
        if (isCalibrated)
        {
            bench.Tags[0].Flash.Place(CalibrationStore.FileName, Image());
        }

        bench.RunMinutes(40);

        // -60 dBm scatters by 2.5 dB: with the default of -55 a few sightings are near by chance, not most of them.
        (int sightings, int near, int[] versions) = Tally(bench.Tags[0]);
        Assert.InRange(near, isCalibrated ? sightings / 2 : 0, isCalibrated ? sightings : sightings / 5);
        Assert.True(!isCalibrated || sightings > 60);
        Assert.All(versions, version => Assert.Equal(isCalibrated ? CalibratedVersion : ProximityRule.Version, version));
        Assert.Equal(0, bench.Tags[0].Application.Counters.Get(TagCounter.DamagedFiles));
    }

    [Fact]
    public void A_damaged_file_is_still_counted_after_the_state_has_been_read()
    {
        var bench = new TagBench(tags: 1);
        bench.RunMinutes(1);
        bench.Tags[0].PrepareRestart();
        bench.Tags[0].Flash.Place(CalibrationStore.FileName, Image()[..20]);
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(1);
        Assert.Equal(1, bench.Tags[0].Application.Counters.Get(TagCounter.DamagedFiles));
        Assert.Equal(TagStatus.Running, bench.Tags[0].Application.Status);
    }

    private static (int Sightings, int Near, int[] Versions) Tally(SimulatedTag tag)
    {
        int sightings = 0;
        int near = 0;
        var versions = new HashSet<int>();
        LogReader reader = tag.Application.Log.OpenReader();
        while (reader.Read())
        {
            sightings += reader.Record.SightingCount;
            near += reader.Record.NearCount;
            versions.Add(reader.Batch.RuleVersion);
        }

        return (sightings, near, [.. versions]);
    }

    private static (int Tag, int Phone, int Version, int Damaged) Loaded(byte[]? content)
    {
        var flash = new SimulatedFlash();
        if (content != null)
        {
            flash.Place(CalibrationStore.FileName, content);
        }

        var counters = new TagCounters();
        var thresholds = new NearThresholds();
        CalibrationStore.Load(flash, counters, thresholds);
        return (thresholds.TagRssiDbm, thresholds.PhoneRssiDbm, thresholds.RuleVersion, (int)counters.Get(TagCounter.DamagedFiles));
    }

    private static byte[] Image()
    {
        byte[] image = new byte[CalibrationImage.Length];
        new CalibrationImage
        {
            TagRssiDbm = -62,
            PhoneRssiDbm = -70,
            SlopeDb = 20,
            TagUncertaintyTenths = 40,
            PhoneUncertaintyTenths = 110,
            DistanceCount = 5,
            Day = 18475,
        }.Write(image);
        return image;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Calibration;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Calibration;

public sealed class CalibrationFitTests
{
    private const string Header = "receiver,sender,distance_m,placement,sightings,mean_rssi_dbm,strongest_rssi_dbm\n";
    private static readonly double[] Distances = [0.5, 1, 1.5, 2, 3];

    [Theory]
    [InlineData(-52.5, 20, -55)]
    [InlineData(-60.5, 20, -63)]
    [InlineData(-44.5, 20, -47)]
    [InlineData(-52.5, 30, -55)]
    public void Measurements_on_a_line_give_its_level_at_one_and_a_half_metres_less_the_margin(double level, double slope, int threshold)
    {
        CalibrationResult result = CalibrationFit.Fit(Rows(level, slope));
        Assert.Equal(threshold, result.TagRssiDbm);
        Assert.Equal(level, result.LevelDbm, 6);
        Assert.Equal(slope, result.SlopeDb, 6);
        Assert.InRange(result.TagUncertaintyDb, 4, 7);
        Assert.True(new CalibrationImage().TryRead(result.ToImage(20000), CalibrationImage.Length));
    }

    [Fact]
    public void One_wild_distance_does_not_bend_the_line()
    {
        List<Measurement> rows = Rows(-52.5, 20);
        rows = [.. rows.Select(row => row.Metres == 1 ? row with { MeanRssiDbm = row.MeanRssiDbm - 8, StrongestRssiDbm = row.StrongestRssiDbm - 8 } : row)];
        rows = [.. rows.Select(row => row.Metres == 1 ? row with { MeanRssiDbm = row.MeanRssiDbm + 6 } : row)];
        Assert.InRange(CalibrationFit.Fit(rows).TagRssiDbm, -56, -54);
    }

    [Theory(Skip = "Open: the procedure has to be tuned to the slots of 10 s.")]
    [InlineData(-8)]
    [InlineData(0)]
    [InlineData(8)]
    public void The_simulated_procedure_finds_the_offset_of_a_model_within_the_stated_uncertainty(int offsetDb)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            List<Measurement> rows = SimulatedProcedure.Run(seed, offsetDb);
            Assert.True(rows.Count >= 2 * SimulatedProcedure.Positions.Count * 0.9, $"seed {seed}: {rows.Count} records");
            CalibrationResult result = CalibrationFit.Fit(rows);
            Assert.True(Math.Abs(result.TagRssiDbm - (-55 + offsetDb)) <= result.TagUncertaintyDb, $"seed {seed}: {result.TagRssiDbm} dBm");
            Assert.InRange(result.TagRssiDbm, -59 + offsetDb, -51 + offsetDb);
        }
    }

    [Theory]
    [InlineData("tags in the file", "third")]
    [InlineData("at 3 distances", "few")]
    [InlineData("at 0 distances", "one direction")]
    [InlineData("the other way round", "directions")]
    [InlineData("stronger than at a shorter distance", "swapped")]
    [InlineData("for each factor of ten", "flat")]
    [InlineData("for each factor of ten", "steep")]
    [InlineData("scatter about the line", "scattered")]
    [InlineData("differ by", "restless")]
    [InlineData("On stands", "stand")]
    [InlineData("thresholds come out", "weak")]
    public void Data_that_support_no_calibration_are_refused_with_the_reason(string expected, string fault)
    {
        List<Measurement> rows = fault switch
        {
            "third" => [.. Rows(-52.5, 20), Rows(-52.5, 20)[0] with { Sender = "9" }],
            "few" => [.. Rows(-52.5, 20).Where(row => row.Metres is not (1.5 or 3))],
            "one direction" => [.. Rows(-52.5, 20).Where(row => row.Receiver == "1")],
            "directions" => [.. Rows(-52.5, 20).Select(row => row.Receiver == "1" ? row with { MeanRssiDbm = row.MeanRssiDbm - 5 } : row)],
            "swapped" => [.. Rows(-52.5, 20).Select(row => row with { Metres = row.Metres == 0.5 ? 3 : row.Metres == 3 ? 0.5 : row.Metres })],
            "flat" => Rows(-52.5, 8),
            "steep" => Rows(-62, 40),
            "scattered" => [.. Rows(-52.5, 22).Select(row => row with { MeanRssiDbm = row.Metres switch { 0.5 => -40, 1 => -40, 1.5 => -62, 2 => -60, _ => -59 } })],
            "restless" => [.. Rows(-52.5, 20), Rows(-52.5, 20)[0] with { MeanRssiDbm = -60 }],
            "stand" => [.. Rows(-52.5, 20), .. Rows(-60, 20).Select(row => row with { Placement = Placement.Stand })],
            _ => Rows(-84, 12),
        };
        CalibrationException refused = Assert.Throws<CalibrationException>(() => CalibrationFit.Fit(rows));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("receiver,sender\n1,2\n", "no column distance_m")]
    [InlineData(Header + "1,1,1,facing,20,-50,-45\n", "same tag")]
    [InlineData(Header + "1,2,100,facing,20,-50,-45\n", "not centimetres")]
    [InlineData(Header + "1,2,NaN,facing,20,-50,-45\n", "distance_m is 'NaN'")]
    [InlineData(Header + "1,2,1,sitting,20,-50,-45\n", "placement 'sitting'")]
    [InlineData(Header + "1,2,1,facing,2,-50,-45\n", "whole slot")]
    [InlineData(Header + "1,2,1,facing,20.5,-50,-45\n", "not a whole number")]
    [InlineData(Header + "1,2,1,facing,64,-50,-45\n", "sightings is '64'")]
    [InlineData(Header + "1,2,1,facing,20,50,45\n", "a negative number")]
    [InlineData(Header + "1,2,1,facing,20,-93,-45\n", "mean_rssi_dbm is '-93'")]
    [InlineData(Header + "1,2,1,facing,20,-infinity,-45\n", "mean_rssi_dbm")]
    [InlineData(Header + "1,2,1,facing,20,-50,-55\n", "weaker than the mean")]
    [InlineData(Header + "1,2,1,facing,20\n", "Line 2")]
    [InlineData(Header + "\"1,2,1\n", "Line")]
    public void Rows_that_no_tag_can_have_measured_are_refused_with_their_line(string text, string expected)
    {
        CalibrationException refused = Assert.Throws<CalibrationException>(() => MeasurementFile.Read(new StringReader(text)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_any_order_of_columns_is_read()
    {
        Measurement row = Assert.Single(MeasurementFile.Read(new StringReader("note,Sender,receiver,placement,strongest_rssi_dbm,mean_rssi_dbm,sightings,distance_m\nx, 2 ,1,Stand,-45,-50,20,0.5\n")));
        Assert.Equal(new Measurement(2, "1", "2", 0.5, Placement.Stand, 20, -50, -45), row);
    }

    [Fact]
    public void Rubbish_is_refused_and_never_throws_anything_else()
    {
        const string Letters = "0123456789,.-\"\n\re ;facing";
        var random = new Random(7);
        for (int run = 0; run < 2000; run++)
        {
            string text = Header + string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => Letters[random.Next(Letters.Length)]));
            try
            {
                CalibrationFit.Fit(MeasurementFile.Read(new StringReader(text)));
                Assert.Fail(text);
            }
            catch (CalibrationException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static List<Measurement> Rows(double levelDbm, double slopeDb)
    {
        return Distances
            .SelectMany(metres => new[] { ("1", "2"), ("2", "1") }.Select(pair => (metres, pair)))
            .Select(one =>
            {
                double dbm = levelDbm - (slopeDb * Math.Log10(one.metres / 1.5));
                return new Measurement(2, one.pair.Item1, one.pair.Item2, one.metres, Placement.Facing, 20, dbm, dbm + 4);
            })
            .ToList();
    }
}

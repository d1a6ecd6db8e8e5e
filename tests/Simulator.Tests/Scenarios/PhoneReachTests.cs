using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scenarios;

public sealed class PhoneReachTests
{
    private const long SecondUs = 1_000_000;
    private const long TraceStartUs = 600 * SecondUs;

    // 0 carries the phone; 1 is with him for all of the trace, 2 for its first minute.
    private readonly ContactTrace _trace = Traces.Make(["A", "A", "A"], 100, (0, 1, 0, 100), (0, 2, 0, 3));
    private readonly AndroidPhone _phone = new(new AirBench(0).Medium, new AirBench(0).Transmitters[0], 0, 1);

    [Fact]
    public void A_scan_counts_for_whoever_is_there_from_its_start_to_its_end()
    {
        var reach = new PhoneReach(_trace, TraceStartUs);
        Scan(reach, 600, 1, 2);
        Scan(reach, 900, 1, 2);
        Assert.Equal((3, 3), Figures(reach));
    }

    [Fact]
    public void A_scan_without_a_row_of_the_neighbour_did_not_hear_it()
    {
        var reach = new PhoneReach(_trace, TraceStartUs);
        Scan(reach, 900, 2);
        Assert.Equal((1, 0), Figures(reach));
    }

    [Fact]
    public void Scans_before_and_after_the_trace_do_not_count()
    {
        var reach = new PhoneReach(_trace, TraceStartUs);
        Scan(reach, 570, 1);
        Scan(reach, 2590, 1);
        Assert.Equal((0, 0), Figures(reach));
    }

    [Fact]
    public void A_row_of_the_scan_before_is_not_a_row_of_this_one()
    {
        var reach = new PhoneReach(_trace, TraceStartUs);
        Scan(reach, 900, 1);
        Scan(reach, 1200);
        Assert.Equal((2, 1), Figures(reach));
    }

    private void Scan(PhoneReach reach, int second, params int[] heard)
    {
        foreach (int node in heard)
        {
            _phone.Rows.Add(new PhoneRow((second + 20) * 1000L, node, -50));
        }

        reach.AddScan(_phone, 0, second * SecondUs, (second + 40) * SecondUs);
    }

    private (int Scans, int Heard) Figures(PhoneReach reach)
    {
        PhoneScore score = reach.Score([_phone], 3, 0);
        return (score.ScansWithTagInReach, score.ScansThatHeardIt);
    }
}

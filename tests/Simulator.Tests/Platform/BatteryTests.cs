using System.Linq;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class BatteryTests
{
    [Fact]
    public void One_milliampere_for_an_hour_is_a_thousandth_of_1000_mAh()
    {
        var battery = new Battery(1000, 1);
        battery.Draw(1, 3_600_000);
        Assert.Equal(3600, battery.DrawnMillicoulombs, 6);
        Assert.Equal(0.999, battery.Share, 9);
    }

    [Fact]
    public void Charge_and_voltage_only_fall()
    {
        var battery = new Battery(600, 1);
        var readings = Enumerable.Range(0, 500).Select(_ => Read(battery)).ToArray();
        Assert.Equal(readings.OrderByDescending(one => one.Share), readings);
        Assert.Equal(readings.OrderByDescending(one => one.Millivolts), readings);
        Assert.Equal((4180, 3000), (readings[0].Millivolts, readings[^1].Millivolts));
        Assert.Equal(0, readings[^1].Share);
    }

    [Fact]
    public void A_used_cell_starts_with_what_is_in_it()
    {
        var battery = new Battery(1000, 0.5);
        Assert.Equal(0.5, battery.Share);
        Assert.InRange(battery.Millivolts(0), 3740, 3800);
    }

    [Fact]
    public void A_load_pulls_the_voltage_down_by_the_inner_resistance()
    {
        var battery = new Battery(1000, 1);
        Assert.Equal(25, battery.Millivolts(0) - battery.Millivolts(100));
    }

    private static (double Share, int Millivolts) Read(Battery battery)
    {
        (double, int) reading = (battery.Share, battery.Millivolts(0));
        battery.Draw(5, 1_000_000);
        return reading;
    }
}

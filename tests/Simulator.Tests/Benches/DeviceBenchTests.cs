using BluezoneTag.Simulator.Benches;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches;

/// <summary>The promises that the device bench prints, held as tests; Release figures only, as on the device.</summary>
public sealed class DeviceBenchTests
{
    private static readonly DeviceBenchResult Result = DeviceBench.Measure();

    [Fact]
    public void The_application_keeps_to_25_kilobytes_of_heap()
    {
        Assert.InRange(Result.HeapBytes, 8000, DeviceBenchResult.HeapLimitBytes);
    }

    [Fact]
    public void The_exposure_check_keeps_to_8_kilobytes_beside_it()
    {
        Assert.InRange(Result.ExposureHeapBytes, 2000, DeviceBenchResult.ExposureHeapLimitBytes);
    }

    [Fact]
    public void The_contact_log_keeps_to_4_kilobytes_of_it()
    {
        Assert.InRange(Result.LogHeapBytes, 3000, LogHeap.LimitBytes);
    }

    [Fact]
    public void A_heard_advertisement_costs_at_most_2000_instructions()
    {
        if (Result.IsReleaseBuild)
        {
            Assert.InRange(Result.ReportIlMax, 500, DeviceBenchResult.ReportIlLimit);
        }
    }

    [Fact]
    public void A_slot_change_costs_one_block()
    {
        Assert.True(Result.IsSlotChangeOneBlock);
    }
}

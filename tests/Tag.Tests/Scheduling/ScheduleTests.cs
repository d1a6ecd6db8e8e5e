using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class ScheduleTests
{
    [Fact]
    public void Two_ids_differ_in_half_of_the_slots_and_never_agree_twelve_times_in_a_row()
    {
        for (int pair = 0; pair < 200; pair++)
        {
            byte[] first = Noise.Bytes(12, 1, pair * 2);
            byte[] second = Noise.Bytes(12, 1, (pair * 2) + 1);
            if (Hash(first) != Hash(second))
            {
                AssertMeetOften(first, second);
            }
        }
    }

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_questions()
    {
        byte[] id = Noise.Bytes(12, 1, 7);
        var forward = new WindowOrder();
        bool[] expected = Enumerable.Range(159642000, 3000).Select(slot => forward.IsAdvertisingFirst(id, 0, slot)).ToArray();
        var random = new WindowOrder();
        for (int i = 0; i < 3000; i++)
        {
            int at = (i * 1709) % 3000;
            Assert.Equal(expected[at], random.IsAdvertisingFirst(id, 0, 159642000 + at));
        }
    }

    [Fact]
    public void Slower_modes_are_subsets_of_faster_ones()
    {
        for (long utcMs = 1596456420000; utcMs < 1596456420000 + 7200000; utcMs += 7777)
        {
            int resting = RadioSlots.NextSlot(utcMs, (int)RadioMode.Resting);
            Assert.Equal(0, resting % 60);
            Assert.Equal(RadioSlots.NextSlot(RadioSlots.CentreOf(resting) - 100, 1), resting);
            Assert.Equal(0, RadioSlots.NextSlot(utcMs, (int)RadioMode.Alone) % 4);
            Assert.Equal(0, RadioSlots.NextSlot(utcMs, (int)RadioMode.Company) % 2);
        }
    }

    [Fact]
    public void The_next_slot_is_never_in_the_past_and_never_skips_one()
    {
        for (long utcMs = 1596456000000 - 40000; utcMs < 1596456000000 + 1000000; utcMs += 131)
        {
            int slot = RadioSlots.NextSlot(utcMs, 1);
            Assert.True(RadioSlots.CentreOf(slot) >= utcMs);
            Assert.True(RadioSlots.CentreOf(slot - 1) < utcMs);
        }
    }

    [Fact]
    public void The_first_window_of_a_quarter_hour_lies_after_it()
    {
        const int QuarterHourSlot = 90 * 1773840;
        Assert.True(RadioSlots.CentreOf(QuarterHourSlot) - (RadioSlots.AdvertisingMs / 2) > (long)QuarterHourSlot * RadioSlots.PeriodMs);
    }

    [Theory]
    [InlineData(true, 0, 0, 12, RadioMode.Company)]
    [InlineData(true, 299999, 400000, 12, RadioMode.Company)]
    [InlineData(true, 400000, 299999, 12, RadioMode.Company)]
    [InlineData(true, 400000, 400000, 12, RadioMode.Alone)]
    [InlineData(true, 0, 1800000, 12, RadioMode.Alone)]
    [InlineData(true, 0, 1800000, 23, RadioMode.Resting)]
    [InlineData(true, 400000, 1800000, 12, RadioMode.Resting)]
    [InlineData(true, 400000, 400000, 23, RadioMode.Alone)]
    [InlineData(false, 0, 9000000, 3, RadioMode.Company)]
    [InlineData(false, 400000, 9000000, 12, RadioMode.Alone)]
    [InlineData(false, 400000, 9000000, 3, RadioMode.Resting)]
    [InlineData(false, 400000, 9000000, 6, RadioMode.Alone)]
    public void Modes_follow_company_motion_and_the_hour(bool hasSensor, int sinceCompanyMs, int sinceMotionMs, int hour, RadioMode mode)
    {
        const long Now = 100000000;
        var modes = new ModeSelector(hasSensor);
        modes.OnCompany(Now - sinceCompanyMs);
        modes.OnMotion(Now - sinceMotionMs);
        Assert.Equal(mode, modes.Select(Now, hour));
    }

    [Fact]
    public void The_start_time_is_learned_and_bounded()
    {
        var estimate = new StartTimeEstimate();
        for (int i = 0; i < 60; i++)
        {
            estimate.Add(400);
        }

        Assert.InRange(estimate.Ms, 395, 405);
        estimate.Add(long.MaxValue);
        Assert.InRange(estimate.Ms, 405, 605);
    }

    private static int Hash(byte[] id) => id[0] | ((id[1] & 15) << 8);

    private static void AssertMeetOften(byte[] first, byte[] second)
    {
        var a = new WindowOrder();
        var b = new WindowOrder();
        int differ = 0;
        int alike = 0;
        for (int slot = 159642000; slot < 159642000 + 4095; slot++)
        {
            bool differs = a.IsAdvertisingFirst(first, 0, slot) != b.IsAdvertisingFirst(second, 0, slot);
            differ += differs ? 1 : 0;
            alike = differs ? 0 : alike + 1;
            Assert.True(alike < 12);
        }

        Assert.Equal(2048, differ);
    }
}

using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Tag.Contacts;
using Xunit;

namespace BluezoneTag.Tag.Tests.Contacts;

public sealed class DayCountsTests
{
    private const int Day = 18500;
    private const int EntryOffset = Day % DayCounts.Capacity * 8;
    private readonly DayCounts _days = new();

    [Fact]
    public void A_day_adds_up_and_stops_at_what_fits()
    {
        _days.Add(Day, 3, 1);
        _days.Add(Day, 65530, 2);
        Assert.Equal((65533, 3), (_days.GetTotal(Day), _days.GetClose(Day)));
        _days.Add(Day, 3, 0);
        Assert.Equal((65535, 3), (_days.GetTotal(Day), _days.GetClose(Day)));
    }

    [Fact]
    public void A_day_takes_the_place_of_the_one_three_weeks_before()
    {
        _days.Add(Day, 5, 5);
        _days.Add(Day + DayCounts.Capacity, 1, 0);
        Assert.Equal((0, 0), (_days.GetTotal(Day), _days.GetClose(Day)));
        Assert.Equal((1, 0), (_days.GetTotal(Day + DayCounts.Capacity), _days.GetClose(Day + DayCounts.Capacity)));
    }

    [Fact]
    public void What_is_written_is_read_but_for_an_entry_in_the_wrong_place()
    {
        _days.Add(Day, 5, 2);
        _days.Add(Day + 1, 7, 3);
        byte[] bytes = new byte[DayCounts.Length];
        _days.Write(bytes, 0);
        LittleEndian.WriteUInt32(bytes, EntryOffset, Day + 2);
        var read = new DayCounts();
        read.Read(bytes, 0);
        Assert.Equal((7, 3), (read.GetTotal(Day + 1), read.GetClose(Day + 1)));
        byte[] again = new byte[DayCounts.Length];
        read.Write(again, 0);
        Assert.Equal(0u, LittleEndian.ReadUInt32(again, EntryOffset));
    }
}

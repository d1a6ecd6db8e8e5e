using System.Linq;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Nothing without a press; what a press opens, and when it closes again.</summary>
public sealed class WindowTests
{
    [Fact]
    public void Without_a_press_the_tag_is_never_connectable()
    {
        var bench = new SyncBench();
        bench.RunSeconds(6 * 3600);
        Assert.Equal(0, bench.Tag.Radio.Gatt.OpenCount);
    }

    [Fact]
    public void A_long_press_alone_opens_nothing()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.HoldIn(0);
        bench.RunSeconds(30);
        Assert.Equal(0, bench.Tag.Radio.Gatt.OpenCount);
        Assert.Equal(Signal.Saved, bench.Application.LastSignal);
    }

    [Fact]
    public void A_press_opens_a_minute_shows_it_and_then_the_radio_goes_on()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        Assert.True(bench.Tag.Radio.Gatt.IsServing);
        bench.RunSeconds(10);
        Assert.Equal(Signal.SyncOpen, bench.Application.LastSignal);
        bench.RunSeconds(40);
        Assert.True(bench.Tag.Radio.Gatt.IsServing);
        bench.RunSeconds(12);
        Assert.False(bench.Tag.Radio.Gatt.IsServing);
        int before = bench.World.OnAir.Count;
        bench.RunSeconds(60);
        Assert.True(bench.World.OnAir.Count >= before + 2);
    }

    [Fact]
    public void Nothing_of_bluezone_is_on_the_air_while_the_window_is_open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        int before = bench.World.OnAir.Count;
        bench.RunSeconds(50);
        Assert.Equal(before, bench.World.OnAir.Count);
    }

    [Fact]
    public void Presses_prolong_it_but_not_beyond_five_minutes()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        for (int i = 0; i < 12; i++)
        {
            bench.RunSeconds(24);
            Assert.True(bench.Tag.Radio.Gatt.IsServing);
            bench.ShortPress();
        }

        bench.RunSeconds(15);
        Assert.Equal(1, bench.Tag.Radio.Gatt.CloseCount);
    }

    [Fact]
    public void A_session_may_outlast_the_minute()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.With(async tag =>
        {
            for (int i = 0; i < 10; i++)
            {
                await bench.Clock.DelayAsync(10000).ConfigureAwait(false);
                await tag.GetStatusAsync().ConfigureAwait(false);
                Assert.Equal(0, bench.Tag.Radio.Gatt.CloseCount);
            }
        });
    }

    [Fact]
    public void A_silent_session_does_not_keep_it_open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.With(tag => bench.Clock.DelayAsync(55000));
        bench.RunSeconds(5);
        Assert.Equal(1, bench.Tag.Radio.Gatt.CloseCount);
    }

    [Fact]
    public void Goodbye_closes_it_at_once()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.Do(new DaySync());
        bench.RunSeconds(1);
        Assert.False(bench.Tag.Radio.Gatt.IsServing);
    }

    [Fact]
    public void A_cell_too_low_opens_nothing()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Tag.Hardware.ForcedMillivolts = 3300;
        bench.RunSeconds(600);
        bench.Press(30);
        Assert.Equal(TagStatus.BatteryLow, bench.Application.Status);
        Assert.Equal(0, bench.Tag.Radio.Gatt.OpenCount);
    }

    [Fact]
    public void A_tag_without_identity_opens_nothing()
    {
        var world = new Support.TagBench(tags: 1, isProvisioned: false);
        world.RunMinutes(1);
        world.Tags[0].Hardware.SetButton(true);
        world.Tags[0].Hardware.SetButton(false);
        world.RunMinutes(2);
        Assert.Equal(0, world.Tags[0].Radio.Gatt.OpenCount);
    }

    [Fact]
    public void A_stack_that_does_not_start_is_given_up_and_the_radio_goes_on()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Tag.Radio.FailNextStarts = 1;
        bench.ShortPress();
        bench.RunSeconds(70);
        Assert.Equal(0, bench.Tag.Radio.Gatt.OpenCount);
        Assert.Contains(bench.World.OnAir, sent => sent.UtcMs > bench.World.NowUtcMs - 45000);
    }

    [Fact]
    public void Nobody_in_reach_is_a_sentence()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        SyncException exception = Assert.Throws<SyncException>(() => bench.Do(new DaySync()));
        Assert.Equal(SyncFault.NotFound, exception.Fault);
        Assert.Contains("nút", exception.Text.Vietnamese);
    }

    [Fact]
    public void Find_vibrates_for_as_long_as_asked_also_when_quiet()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.With(tag => tag.FindAsync(10));
        int before = bench.Tag.Hardware.IndicatorChanges;
        bench.RunSeconds(10);
        Assert.True(bench.Tag.Hardware.IndicatorChanges - before > 40);
    }

    [Fact]
    public void A_restart_is_never_asked_for_while_it_is_open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(900);
        bench.Press();
        bench.Tag.FreeHeapBytes = 100;
        bench.RunSeconds(30);
        Assert.Equal(RestartReason.None, bench.Application.RestartWanted);
    }

    [Fact]
    public void Every_fault_has_a_sentence_in_both_languages()
    {
        foreach (SyncFault fault in System.Enum.GetValues<SyncFault>())
        {
            SyncText text = SyncTexts.Of(fault);
            Assert.EndsWith(".", text.Vietnamese);
            Assert.EndsWith(".", text.English);
            Assert.NotEqual(text.Vietnamese, text.English);
        }

        Assert.All(System.Enum.GetValues<SyncStatus>().Where(status => status != SyncStatus.Ok), status => Assert.True(System.Enum.IsDefined((SyncFault)(int)status)));
    }
}

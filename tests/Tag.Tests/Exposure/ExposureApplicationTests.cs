using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Exposure;

/// <summary>The exposure check inside the running application: real radio slots, real log, the button.</summary>
public sealed class ExposureApplicationTests
{
    private static readonly int Day = SlotTime.DayOf(TagBench.DefaultStartUtcMs);

    private readonly TagBench _bench = new();

    [Fact]
    public void The_wearer_is_told_again_at_presses_and_starts_until_she_acknowledges()
    {
        _bench.RunMinutes(70);
        Assert.Equal(ExposureStatus.Complete, Send(ListOf(1, ExposureRule.ListOfF0)));
        Assert.True(Check.HasWork);
        RunUntilChecked();
        Assert.Equal((ExposureRule.F1, Signal.MetF0), (Check.AlertLevel, Application.LastSignal));
        _bench.RunMinutes(2);
        Assert.Equal(Signal.MetF0, AfterPress());
        _bench.RunMinutes(2);
        Assert.Equal(Signal.Acknowledged, AfterHold());
        Assert.Equal(ExposureRule.None, Check.AlertLevel);
        _bench.RunMinutes(2);
        Assert.Contains(AfterPress(), new[] { Signal.BatteryFull, Signal.BatteryHalf, Signal.BatteryCharge });
        _bench.RunMinutes(2);
        Assert.Equal(Signal.Saved, AfterHold());
    }

    [Fact]
    public void A_list_of_F1_gives_the_other_signal_and_an_unknown_person_none()
    {
        _bench.RunMinutes(70);
        Send(ListOf(7, ExposureRule.ListOfF0));
        RunUntilChecked();
        Assert.Equal((ExposureRule.None, Signal.Alive), (Check.AlertLevel, Application.LastSignal));
        Send(ListOf(1, ExposureRule.ListOfF1));
        RunUntilChecked();
        Assert.Equal((ExposureRule.F2, Signal.MetF1), (Check.AlertLevel, Application.LastSignal));
    }

    [Fact]
    public void The_radio_misses_no_window_while_the_tag_checks()
    {
        _bench.RunMinutes(70);
        int missed = Application.Counters.Get(TagCounter.MissedWindows);
        int listed = _bench.Tags[1].Application.Counters.Get(TagCounter.MissedWindows);
        InfoEntry[] many = [.. Enumerable.Range(0, 100).Select(person => new InfoEntry(Noise.Bytes(32, 3, person), (Day - 5) * 86400L, (Day + 1) * 86400L, 96))];
        Assert.Equal(ExposureStatus.Complete, Send(CompactList.Of(0, Noise.Bytes(8, 5, 5), many, Day - 5, Day + 1)));
        RunUntilChecked();
        Assert.InRange(Check.BlockCount, 5000, 20_000);
        Assert.Equal(
            _bench.Tags[1].Application.Counters.Get(TagCounter.MissedWindows) - listed, Application.Counters.Get(TagCounter.MissedWindows) - missed);
        Assert.Equal(0, Application.Counters.Get(TagCounter.Exceptions));
    }

    private TagApplication Application => _bench.Tags[0].Application;

    private ExposureCheck Check => Application.Exposure;

    internal static CompactList ListOf(int tag, int level)
    {
        var keys = new DailyKeyChain(new Sha256(), Noise.Bytes(32, 1, tag + 100), 0, Day - 3);
        keys.SeekDay(Day);
        var entry = new InfoEntry([.. keys.DailyKey], Day * 86400L, (Day + 1) * 86400L, 96);
        return CompactList.Of(level, Noise.Bytes(8, (ulong)tag, level), [entry], Day - 20, Day + 1);
    }

    private ExposureStatus Send(CompactList list)
    {
        var verdict = new ExposureVerdict();
        byte[] bytes = new byte[ExposureVerdict.Length];
        return ListSender.Send(
            list,
            message => Check.Begin(message, 0, message.Length),
            message => Check.Chunk(message, 0, message.Length),
            () =>
            {
                Check.WriteVerdict(bytes, 0);
                verdict.TryRead(bytes, 0, bytes.Length);
                return verdict;
            });
    }

    // A tenth of a second at a time, so that the signal is still the last one.
    private void RunUntilChecked()
    {
        for (int i = 0; i < 36_000 && Check.HasWork; i++)
        {
            _bench.RunMinutes(0.1 / 60);
        }

        Assert.False(Check.HasWork);
        _bench.RunMinutes(0.5 / 60);
    }

    // The first signal after the press: those of the sync window that it opens come later.
    private Signal AfterPress()
    {
        Assert.Equal(Signal.Alive, Application.LastSignal);
        _bench.Tags[0].Hardware.SetButton(true);
        _bench.Tags[0].Hardware.SetButton(false);
        return NextSignal();
    }

    private Signal NextSignal()
    {
        for (int i = 0; i < 300 && Application.LastSignal == Signal.Alive; i++)
        {
            _bench.RunMinutes(0.1 / 60);
        }

        return Application.LastSignal;
    }

    private Signal AfterHold()
    {
        Assert.Equal(Signal.Alive, Application.LastSignal);
        _bench.Tags[0].Hardware.SetButton(true);
        Signal signal = NextSignal();
        _bench.RunMinutes(0.1);
        _bench.Tags[0].Hardware.SetButton(false);
        _bench.RunMinutes(0.5);
        return signal;
    }
}

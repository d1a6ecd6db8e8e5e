using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Indication;

public sealed class SignalTests
{
    [Fact]
    public void No_two_signals_have_the_same_rhythm_even_without_colours()
    {
        string[] rhythms = Enum.GetValues<Signal>().Where(signal => signal != Signal.None).Select(RhythmWithoutColour).ToArray();
        Assert.Equal(rhythms.Length, rhythms.Distinct().Count());
    }

    [Fact]
    public void Every_signal_ends_with_everything_off()
    {
        foreach (Signal signal in Enum.GetValues<Signal>())
        {
            var recorder = new Recorder();
            var player = new SignalPlayer(recorder);
            player.Play(signal, 1000);
            for (long now = 1000; player.IsPlaying && now < 60000; now += 10)
            {
                player.Advance(now);
            }

            Assert.Equal((false, false, false), recorder.States[^1]);
        }
    }

    [Theory]
    [InlineData(60, ButtonPress.ShortPress)]
    [InlineData(1900, ButtonPress.ShortPress)]
    [InlineData(2100, ButtonPress.LongPress)]
    [InlineData(9000, ButtonPress.LongPress)]
    public void A_press_is_reported_once(int heldMs, ButtonPress expected)
    {
        var button = new ButtonDecoder();
        var presses = new List<ButtonPress>();
        for (long now = 0; now < 12000; now += ButtonDecoder.SampleMs)
        {
            presses.Add(button.Advance(now >= 1000 && now < 1000 + heldMs, now));
        }

        Assert.Equal([expected], presses.Where(press => press != ButtonPress.None));
    }

    [Theory]
    [InlineData(4000, Signal.BatteryFull)]
    [InlineData(3800, Signal.BatteryHalf)]
    [InlineData(3600, Signal.BatteryCharge)]
    public void A_short_press_tells_the_charge(int millivolts, Signal expected)
    {
        var bench = new TagBench(tags: 1);
        bench.Tags[0].Hardware.ForcedMillivolts = millivolts;
        bench.Tags[0].IsWokenByPress = true;
        bench.RunMinutes(10.3);
        bench.Tags[0].Hardware.SetButton(true);
        bench.Tags[0].Hardware.SetButton(false);
        bench.RunMinutes(0.015);
        Assert.Equal(expected, bench.Tags[0].Application.LastSignal);
    }

    [Fact]
    public void A_long_press_saves_and_says_so()
    {
        var bench = new TagBench();
        bench.Tags[0].IsWokenByPress = true;
        bench.RunMinutes(7);
        Assert.Empty(bench.LogOf(0));
        bench.Tags[0].Hardware.SetButton(true);
        bench.RunMinutes(0.1);
        Assert.Equal(Signal.Saved, bench.Tags[0].Application.LastSignal);
        Assert.NotEmpty(bench.LogOf(0));
    }

    [Fact]
    public void The_tag_stays_awake_while_a_light_burns_or_the_motor_runs()
    {
        // In light sleep no pin of the chip drives anything.
        var bench = new TagBench(tags: 1);
        SimulatedTag tag = bench.Tags[0];
        int lit = 0;
        tag.BeforeTurn = (_, _) =>
        {
            bool isLit = tag.Hardware.IndicatorMilliamps > 0;
            lit += isLit ? 1 : 0;
            Assert.True(!isLit || tag.Application.MustStayAwake);
        };
        bench.RunMinutes(3);
        tag.IsWokenByPress = true;
        tag.Hardware.SetButton(true);
        tag.Hardware.SetButton(false);
        bench.RunMinutes(0.2);
        Assert.True(lit > 5);
    }

    [Fact]
    public void The_blink_of_a_worn_tag_comes_while_its_radio_is_on()
    {
        var bench = new TagBench(tags: 1);
        SimulatedTag tag = bench.Tags[0];
        bench.RunMinutes(1);
        var blinksMs = new List<long>();
        bool wasLit = false;
        tag.BeforeTurn = (_, nowUs) =>
        {
            bool isLit = tag.Hardware.IndicatorMilliamps > 0;
            if (isLit && !wasLit)
            {
                Assert.True(tag.Application.IsRadioOn);
                blinksMs.Add(nowUs / 1000);
            }

            wasLit = isLit;
        };
        bench.RunMinutes(8);
        Assert.InRange(blinksMs.Count, 4, 8);
        Assert.All(blinksMs.Zip(blinksMs.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 59_900, 120_000));
    }

    private static string RhythmWithoutColour(Signal signal)
    {
        string pattern = SignalPatterns.Of(signal);
        IEnumerable<string> steps = Enumerable.Range(0, pattern.Length / 2).Select(step => StepWithoutColour(pattern, 2 * step));
        return string.Join(' ', steps);
    }

    private static string StepWithoutColour(string pattern, int position)
    {
        int lights = SignalPatterns.LightsAt(pattern, position);
        return $"{((lights & 3) == 0 ? "-" : "L")}{((lights & 4) == 0 ? "-" : "V")}{SignalPatterns.UnitsAt(pattern, position)}";
    }

    private sealed class Recorder : IIndicator
    {
        public List<(bool Red, bool Green, bool Motor)> States { get; } = new();

        public void Set(bool isRedOn, bool isGreenOn, bool isVibrating) => States.Add((isRedOn, isGreenOn, isVibrating));
    }
}

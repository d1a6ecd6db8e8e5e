using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Rom;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Rom;

/// <summary>The line sequences of the fact sheet: (DTR, RTS) and milliseconds.</summary>
public sealed class ResetTests
{
    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 550)]
    public void A_uart_bridge_enters_the_loader(int attempt, int wait)
    {
        Assert.Equal($"00 11 01 +100 10 +{wait} 00", Sequence((link, clock) => new UartBridgeReset().TryEnterLoader(link, clock, attempt)));
    }

    [Fact]
    public void A_uart_bridge_runs_the_application()
    {
        Assert.Equal("01 +100 00", Sequence((link, clock) => new UartBridgeReset().TryRunApplication(link, clock)));
    }

    [Fact]
    public void Usb_serial_jtag_enters_the_loader_through_both_asserted()
    {
        Assert.Equal("00 +100 10 +100 11 01 01 +100 00", Sequence((link, clock) => new UsbSerialJtagReset().TryEnterLoader(link, clock, 0)));
    }

    [Fact]
    public void Usb_serial_jtag_runs_the_application()
    {
        Assert.Equal("01 +200 00 +200", Sequence((link, clock) => new UsbSerialJtagReset().TryRunApplication(link, clock)));
    }

    private static string Sequence(Func<ISerialLink, ILinkClock, bool> reset)
    {
        List<string> steps = [];
        var recorder = new Recorder(steps);
        Assert.True(reset(recorder, recorder));
        return string.Join(' ', steps);
    }

    private sealed class Recorder(List<string> steps) : ISerialLink, ILinkClock
    {
        public string Name => "recorder";

        public TimeSpan Elapsed => TimeSpan.Zero;

        public void Wait(TimeSpan duration) => steps.Add($"+{duration.TotalMilliseconds}");

        public bool TrySetLines(bool dtr, bool rts)
        {
            steps.Add($"{(dtr ? 1 : 0)}{(rts ? 1 : 0)}");
            return true;
        }

        public int Read(Span<byte> buffer, TimeSpan timeout) => 0;

        public void Write(ReadOnlySpan<byte> bytes)
        {
        }

        public void SetBaud(int baud)
        {
        }

        public void Discard()
        {
        }

        public void Dispose()
        {
        }
    }
}

using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Power;
using Xunit;

namespace BluezoneTag.Tag.Tests.Power;

public sealed class ChargeProfileTests
{
    [Fact]
    public void The_reference_board_is_that_of_the_simulator()
    {
        ChargeProfile own = ChargeProfile.ReferenceBoard();
        PlatformProfile board = PlatformProfile.Find("c3-published");
        Assert.Equal(board.SleepMilliamps * 1000, own.SleepMicroamps, 6);
        Assert.Equal(board.AwakeMilliamps * 1000, own.AwakeMicroamps, 6);
        Assert.Equal(board.StackStartMilliamps * 1000, own.AdvertisingStartMicroamps, 6);
        Assert.Equal(board.StackStartMilliamps * 1000, own.ScanningStartMicroamps, 6);
        Assert.Equal(board.AdvertisingMilliamps * 1000, own.AdvertisingMicroamps, 6);
        Assert.Equal(board.ScanningMilliamps * 1000, own.ScanningMicroamps, 6);
        Assert.Equal(board.StackStartMs, own.StartMs);
        Assert.Equal(board.AdvertisingStopMs, own.AdvertisingStopMs);
        Assert.Equal(board.ScanningStopMs, own.ScanningStopMs);
        Assert.Equal(board.BootMs, own.BootMs);
        Assert.Equal(board.FlashWriteMs, own.FlashWriteMs);
        Assert.Equal(board.WakeMs, own.WakeMs);
    }

    [Fact]
    public void A_usual_slot_costs_a_hundred_and_six_millicoulombs()
    {
        Assert.Equal(106000, ChargeProfile.ReferenceBoard().SlotMicrocoulombs(600, 400));
    }

    [Fact]
    public void The_cell_is_never_taken_for_fuller_than_it_is()
    {
        int last = 0;
        for (int permille = 0; permille <= 1000; permille++)
        {
            int read = CellCurve.PermilleLeft(new Battery(1000, permille / 1000.0).Millivolts(0.2));
            Assert.InRange(read, last, permille);
            last = read;
        }

        Assert.True(last > 900);
        Assert.Equal(0, CellCurve.PermilleLeft(0));
        Assert.Equal(1000, CellCurve.PermilleLeft(int.MaxValue));
    }

    [Fact]
    public void Nothing_is_usable_when_the_radio_is_switched_off()
    {
        Assert.Equal(0, CellCurve.PermilleUsable(BatteryMonitor.LowMillivolts));
        Assert.True(CellCurve.PermilleUsable(BatteryMonitor.RecoveredMillivolts) > 0);
        int share = CellCurve.PermilleLeft(BatteryMonitor.LowMillivolts + CellCurve.ToleranceMillivolts);
        Assert.InRange(CellCurve.UnusablePermille, share, share + 1);
    }
}

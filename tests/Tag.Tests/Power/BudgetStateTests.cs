using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Power;

/// <summary>The bytes of docs/protocol.md 5.10, and what outlives a restart.</summary>
public sealed class BudgetStateTests
{
    private const int Capacity = 1000;

    private static readonly JsonElement Examples = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "protocol-examples.json"))).RootElement.GetProperty("examples");

    [Fact]
    public void The_lengths_are_those_of_the_page()
    {
        Assert.Equal(278, PowerBudget.Length);
        Assert.Equal(78, ChargeMeter.Length);
        Assert.Equal(8, BudgetGovernor.Length);
        Assert.Equal(192, CoverageLog.Length);
        Assert.Equal(24, CoverageDay.Length);
    }

    [Fact]
    public void The_meter_of_the_page_is_read_and_written()
    {
        byte[] expected = Bytes("charge_meter");
        var meter = new ChargeMeter(ChargeProfile.ReferenceBoard(), Number("charge_meter", "utc_offset_minutes"));
        meter.Read(expected, 0);
        meter.Advance(new TagTime { UtcMs = Examples.GetProperty("charge_meter").GetProperty("utc_ms").GetInt64(), IsUtcKnown = true });
        Assert.Equal(Number("charge_meter", "spent_microcoulombs"), meter.Day.SpentMicrocoulombs);
        Assert.Equal(Number("charge_meter", "left_ms"), meter.LeftMs(meter.Day));
        Assert.False(meter.FormerDay.IsOpen);
        byte[] written = new byte[ChargeMeter.Length];
        meter.Write(written, 0);
        Assert.Equal(expected, written);
    }

    [Fact]
    public void The_governor_of_the_page_is_read_and_written()
    {
        var profile = ChargeProfile.ReferenceBoard();
        var governor = new BudgetGovernor(new ChargeMeter(profile, 420), profile, Capacity);
        governor.Read(Bytes("budget_governor"), 0);
        Assert.Equal(Number("budget_governor", "slot_microcoulombs"), governor.SlotMicrocoulombs);
        Assert.Equal(BudgetLevel.Company, governor.Level);
        byte[] written = new byte[BudgetGovernor.Length];
        governor.Write(written, 0);
        Assert.Equal(Bytes("budget_governor"), written);
    }

    [Fact]
    public void The_coverage_of_the_page_is_read_and_written()
    {
        var day = new CoverageDay();
        Assert.True(day.Read(Bytes("coverage_day"), 0));
        Assert.Equal(Number("coverage_day", "local_day"), day.LocalDay);
        Assert.Equal(Number("coverage_day", "planned"), day.PlannedCount);
        Assert.Equal(Number("coverage_day", "listened"), day.ListenedCount);
        Assert.Equal(Number("coverage_day", "stretched"), day.StretchedCount);
        Assert.Equal(Number("coverage_day", "missed"), day.MissedCount);
        Assert.Equal(Number("coverage_day", "spent_permille"), day.SpentPermille);
        int[][] intervals = Enumerable.Range(0, day.StretchCount)
            .Select(i => new[] { day.StretchStartMinute(i), day.StretchEndMinute(i), (int)day.StretchedFor(i) }).ToArray();
        Assert.Equal(JsonSerializer.Deserialize<int[][]>(Examples.GetProperty("coverage_day").GetProperty("intervals").GetRawText()), intervals);
        byte[] written = new byte[CoverageDay.Length];
        day.Write(written, 0);
        Assert.Equal(Bytes("coverage_day"), written);
    }

    [Fact]
    public void The_first_clock_of_a_tags_life_ends_no_day_before_it()
    {
        const long NoonUtcMs = 1596430800000;
        const int HourMs = 3_600_000;
        var meter = new ChargeMeter(ChargeProfile.ReferenceBoard(), 420);
        meter.Advance(new TagTime());
        meter.AddOther(36000, HourMs);
        meter.Advance(new TagTime { UptimeMs = HourMs, UtcMs = NoonUtcMs, IsUtcKnown = true });
        Assert.False(meter.FormerDay.IsOpen);
        Assert.InRange(meter.Day.SpentMicrocoulombs, 36L * HourMs, 40L * HourMs);
        Assert.Equal(12 * HourMs, meter.LeftMs(meter.Day));
    }

    [Fact]
    public void A_day_that_was_restored_counts_beside_the_clocks_own()
    {
        const long NoonUtcMs = 1596430800000;
        var meter = new ChargeMeter(ChargeProfile.ReferenceBoard(), 420);
        byte[] saved = new byte[ChargeMeter.Length];
        meter.Advance(new TagTime());
        meter.Write(saved, 0);
        var restored = new ChargeMeter(ChargeProfile.ReferenceBoard(), 420);
        restored.Read(saved, 0);
        restored.Advance(new TagTime());
        restored.Advance(new TagTime { UptimeMs = 1000, UtcMs = NoonUtcMs, IsUtcKnown = true });
        Assert.True(restored.FormerDay.IsOpen);
    }

    [Fact]
    public void State_survives_a_restart_at_any_step_of_two_days()
    {
        byte[] state = new byte[PowerBudget.Length];
        byte[] again = new byte[PowerBudget.Length];
        var simulation = new BudgetSimulation(Capacity)
        {
            OnStep = (self, day, step) =>
            {
                self.ClockErrorMs = day == 1 && step > 4000 ? 7 * 3600000 : 0;
                if (self.Step > 0)
                {
                    self.Budget.Write(state, 0);
                    AssertSame(self, state, again);
                }
            },
        };
        simulation.Run(2);
    }

    [Fact]
    public void Damaged_coverage_never_adds_up_wrongly()
    {
        byte[] bytes = new byte[CoverageDay.Length];
        var day = new CoverageDay();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            Bytes("coverage_day").CopyTo(bytes, 0);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            bool isRead = day.Read(bytes, 0);
            Assert.Equal(isRead, day.LocalDay != 0);
            Assert.True(day.MissedCount >= 0 && day.StretchCount <= CoverageDay.IntervalCount);
        }
    }

    [Fact]
    public void Any_bytes_leave_a_budget_that_works()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var budget = new PowerBudget(ChargeProfile.ReferenceBoard(), Capacity, 420);
            budget.Read(Noise.Bytes(PowerBudget.Length, 9, seed), 0);
            var now = new TagTime { UtcMs = BudgetSimulation.FirstMidnightUtcMs, IsUtcKnown = true };
            for (int step = 0; step < 50; step++)
            {
                budget.Advance(now);
                RadioMode mode = budget.Grant(now, RadioMode.Company, 3800);
                Assert.True(mode is RadioMode.Company or RadioMode.Alone or RadioMode.Resting);
                now.UptimeMs += 3600000;
                now.UtcMs += 3600000;
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated_after_the_start()
    {
        var budget = new PowerBudget(ChargeProfile.ReferenceBoard(), Capacity, 420);
        byte[] state = new byte[PowerBudget.Length];
        var now = new TagTime { UtcMs = BudgetSimulation.FirstMidnightUtcMs, IsUtcKnown = true };
        Turn(budget, now, state);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20000; i++)
        {
            Turn(budget, now, state);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Turn(PowerBudget budget, TagTime now, byte[] state)
    {
        now.UptimeMs += 20000;
        now.UtcMs += 20000;
        budget.Advance(now);
        budget.Meter.AddWake();
        budget.Grant(now, RadioMode.Company, 3700);
        budget.OnStart(true, 250);
        budget.OnWindowClosed(true, 600);
        budget.OnSlotEnd(true, true);
        budget.Write(state, 0);
    }

    // A copy that was off for no time at all spends, plans and decides as the original does.
    private static void AssertSame(BudgetSimulation self, byte[] state, byte[] again)
    {
        var copy = new PowerBudget(ChargeProfile.ReferenceBoard(), Capacity, BudgetSimulation.UtcOffsetMinutes);
        copy.Read(state, 0);
        copy.Advance(self.LastTime());
        copy.Write(again, 0);
        Assert.Equal(state, again);
        Assert.InRange(copy.Meter.Day.SpentMicrocoulombs - self.Budget.Meter.Day.SpentMicrocoulombs, 0, 1);
    }

    private static byte[] Bytes(string name) => Convert.FromHexString(Examples.GetProperty(name).GetProperty("hex").GetString()!);

    private static int Number(string name, string field) => Examples.GetProperty(name).GetProperty(field).GetInt32();
}

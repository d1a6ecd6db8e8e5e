using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Scheduling;

namespace BluezoneTag.Tag.Tests.Power;

/// <summary>
/// Slot after slot of many days against the real budget classes. The charge is added up here a second time, from the
/// simulator's profile, in true time, and with noise that the firmware is not told.
/// </summary>
internal sealed class BudgetSimulation
{
    public const int UtcOffsetMinutes = 420;
    public const int StepMs = RadioSlots.PeriodMs;
    public const long DayMs = 86400000;
    public const int StepsPerHour = 3600000 / StepMs;
    public const int StepsPerDay = (int)(DayMs / StepMs);

    // 2026-09-01, midnight in Vietnam.
    public const long FirstMidnightUtcMs = (20697 * DayMs) - (UtcOffsetMinutes * 60000L);

    private readonly PlatformProfile _profile = PlatformProfile.Find("c3-published");
    private readonly TagTime _now = new();
    private readonly int _capacity;
    private readonly ulong _seed;
    private readonly byte[] _saved = new byte[PowerBudget.Length];
    private Battery _battery;
    private PowerBudget _budget;
    private long _bootStep;
    private long _lastSlotStep;
    private long _noise;

    public BudgetSimulation(int capacity, ulong seed = 1)
    {
        _capacity = capacity;
        _seed = seed;
        _battery = new Battery(capacity, 1);
        _budget = NewBudget();
    }

    /// <summary>What the schedule wants, by day and true local minute.</summary>
    public Func<int, int, RadioMode> Wanted { get; init; } = (_, _) => RadioMode.Company;

    /// <summary>Whether a slot would have crowd windows, if permitted.</summary>
    public Func<int, int, bool> IsCrowd { get; init; } = (_, _) => false;

    /// <summary>Called at each step with day and step of the day; scenarios turn the knobs from here.</summary>
    public Action<BudgetSimulation, int, int>? OnStep { get; init; }

    /// <summary>Called after each mode that was granted: step, wanted, granted.</summary>
    public Action<PowerBudget, RadioMode, RadioMode>? OnGranted { get; init; }

    public bool HasVoltmeter { get; init; } = true;

    public bool IsRecharged { get; init; } = true;

    /// <summary>Added to each stack start.</summary>
    public double ExtraStartMs { get; set; }

    /// <summary>By how much the tag's clock is ahead.</summary>
    public long ClockErrorMs { get; set; }

    public bool IsUtcKnown { get; set; } = true;

    public PowerBudget Budget => _budget;

    public Battery Battery
    {
        get => _battery;
        set => _battery = value;
    }

    public long Step { get; private set; }

    public long LongestGapSteps { get; private set; }

    public List<double> DayMillicoulombs { get; } = new();

    public List<int> DayListened { get; } = new();

    public double WorstDayPercent(int from = 0, int to = int.MaxValue)
    {
        double worst = 0;
        for (int i = from; i < Math.Min(to, DayMillicoulombs.Count); i++)
        {
            worst = Math.Max(worst, DayMillicoulombs[i] / 36.0 / _capacity);
        }

        return worst;
    }

    public void Run(int days)
    {
        for (int day = 0; day < days; day++)
        {
            DayMillicoulombs.Add(0);
            DayListened.Add(0);
            for (int step = 0; step < StepsPerDay; step++)
            {
                OnStep?.Invoke(this, day, step);
                RunStep(day, step);
                Step++;
            }
        }
    }

    public void Save() => _budget.Write(_saved, 0);

    /// <summary>Starts a new firmware. What was not saved is lost to it, not to the cell.</summary>
    public void Restart(bool savesFirst)
    {
        if (savesFirst)
        {
            Save();
        }

        _budget = NewBudget();
        _budget.Read(_saved, 0);
        _bootStep = Step;
        Draw(_profile.StackStartMilliamps, _profile.BootMs);
        _budget.Advance(Now(0));
        _budget.Meter.AddBoot();
        Save();
    }

    /// <summary>The moment that the firmware was last told, as a firmware that starts now would be told it.</summary>
    public TagTime LastTime() => new() { UptimeMs = 0, UtcMs = _now.UtcMs, IsUtcKnown = _now.IsUtcKnown };

    private PowerBudget NewBudget() => new(ChargeProfile.ReferenceBoard(), _capacity, UtcOffsetMinutes);

    private TagTime Now(long offsetMs)
    {
        _now.UptimeMs = ((Step - _bootStep) * StepMs) + offsetMs;
        _now.UtcMs = FirstMidnightUtcMs + ClockErrorMs + (Step * StepMs) + offsetMs;
        _now.IsUtcKnown = IsUtcKnown;
        return _now;
    }

    private void Draw(double milliamps, double ms)
    {
        double before = _battery.DrawnMillicoulombs;
        _battery.Draw(milliamps, ms);
        DayMillicoulombs[^1] += _battery.DrawnMillicoulombs - before;
    }

    private void RunStep(int day, int step)
    {
        TagTime now = Now(0);
        _budget.Advance(now);
        Idle();
        if (IsRecharged && _battery.Share < 0.3)
        {
            _battery = new Battery(_capacity, 1);
        }

        int millivolts = HasVoltmeter ? _battery.Millivolts(0.142) : 0;
        if (!now.IsUtcKnown || (millivolts > 0 && millivolts < BatteryMonitor.LowMillivolts))
        {
            return;
        }

        int minute = step / (StepsPerHour / 60);
        RadioMode wanted = Wanted(day, minute);
        RadioMode granted = _budget.Grant(now, wanted, millivolts);
        OnGranted?.Invoke(_budget, wanted, granted);
        if (now.UtcMs / StepMs % (int)granted == 0)
        {
            RunSlot(IsCrowd(day, minute) && _budget.AllowsCrowdWindows);
            LongestGapSteps = Math.Max(LongestGapSteps, Step - _lastSlotStep);
            _lastSlotStep = Step;
            DayListened[^1]++;
        }
    }

    // Sleep, a look at the inputs that is counted, and a light that is not.
    private void Idle()
    {
        Draw(_profile.SleepMilliamps, StepMs);
        Draw(_profile.AwakeMilliamps, _profile.WakeMs);
        _budget.Meter.AddWake();
        Draw(2, 20);
    }

    private void RunSlot(bool isCrowd)
    {
        RunWindow(true, isCrowd ? PowerBudget.CrowdAdvertisingMs : RadioSlots.AdvertisingMs);
        RunWindow(false, isCrowd ? PowerBudget.CrowdScanningMs : RadioSlots.ScanningMs);
        _budget.OnSlotEnd(!isCrowd, true);
        Draw(_profile.AwakeMilliamps, _profile.FlashWriteMs / 45);
    }

    // Start times are measured in whole milliseconds.
    private void RunWindow(bool isAdvertising, int openMs)
    {
        double startMs = Math.Max(50, _profile.StackStartMs + (_profile.StackStartSigmaMs * Noise.Normal(_seed, ++_noise))) + ExtraStartMs;
        Draw(_profile.StackStartMilliamps, startMs);
        _budget.OnStart(isAdvertising, (long)startMs);
        Draw(isAdvertising ? _profile.AdvertisingMilliamps : _profile.ScanningMilliamps, openMs);
        Draw(_profile.AwakeMilliamps, isAdvertising ? _profile.AdvertisingStopMs : _profile.ScanningStopMs);
        _budget.OnWindowClosed(isAdvertising, openMs);
    }
}

using System;
using System.Threading;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag.Device;

/// <summary>The clock chip of the reference board, RV-8803-C7. What the bytes mean is in <see cref="Rv8803Registers"/>.</summary>
public sealed class Rv8803ClockChip : IClockChip
{
    private const int SecondMs = 1000;
    private const int MaxReadings = 4;

    // Up to half a second until the chip answers, when even its backup was empty.
    private const int StartPolls = 8;
    private const int StartPollMs = 100;

    private readonly I2cRegisters _registers = new I2cRegisters(Rv8803Registers.Address);
    private readonly byte[] _time = new byte[Rv8803Registers.TimeLength];
    private readonly byte[] _flags = new byte[1];
    private readonly byte[] _message = new byte[Rv8803Registers.TimeLength + 1];

    /// <summary>
    /// Asks whether the chip is there, for as long as it may take to start after its supply was gone, and sets the frequency of its
    /// output, which the pressed button lets through.
    /// </summary>
    public Rv8803ClockChip()
    {
        IsFitted = Begin();
        for (int i = 0; i < StartPolls && !IsFitted; i++)
        {
            Thread.Sleep(StartPollMs);
            IsFitted = Begin();
        }
    }

    /// <inheritdoc/>
    public bool IsFitted { get; }

    /// <inheritdoc/>
    public long ReadMs()
    {
        if (!_registers.Read(Rv8803Registers.FlagRegister, _flags) || (_flags[0] & Rv8803Registers.TimeLostFlag) != 0)
        {
            return -1;
        }

        for (int i = 0; i < MaxReadings; i++)
        {
            if (!_registers.Read(Rv8803Registers.TimeRegister, _time))
            {
                return -1;
            }

            if (!Rv8803Registers.IsAtTurn(_time))
            {
                return Rv8803Registers.ToUtcMs(_time);
            }

            Thread.Sleep(10);
        }

        return -1;
    }

    /// <summary>
    /// Writes the next full second while the count below it is held at zero, and lets it go at that second. nanoFramework
    /// fact: a sleeping thread wakes up to 20 ms late, which is less than what a sync is good for.
    /// </summary>
    public bool SetMs(long utcMs)
    {
        long startTicks = DateTime.UtcNow.Ticks;
        long secondMs = ((utcMs / SecondMs) + 1) * SecondMs;
        Rv8803Registers.FromUtcMs(secondMs, _time);
        _message[0] = Rv8803Registers.TimeRegister;
        Array.Copy(_time, 0, _message, 1, Rv8803Registers.TimeLength);
        if (!_registers.Write(Rv8803Registers.ControlRegister, Rv8803Registers.HoldBit)
            || !_registers.Write(_message)
            || !_registers.Write(Rv8803Registers.FlagRegister, 0))
        {
            return false;
        }

        long waitMs = secondMs - utcMs - ((DateTime.UtcNow.Ticks - startTicks) / TimeSpan.TicksPerMillisecond);
        if (waitMs > 0)
        {
            Thread.Sleep((int)waitMs);
        }

        return _registers.Write(Rv8803Registers.ControlRegister, 0);
    }

    private bool Begin()
    {
        return _registers.Read(Rv8803Registers.FlagRegister, _flags)
            && _registers.Write(Rv8803Registers.ExtensionRegister, Rv8803Registers.Output1024Hz);
    }
}

using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The motion sensor of the reference board, ST LIS2DH12: 10 measurements a second in its low-power mode (3 uA), without gravity, and a
/// latch that remembers until it is read whether any axis went beyond 64 mg. Register names and values are those of the data sheet.
/// </summary>
public sealed class Lis2dh12Motion : IMotion
{
    // SA0 is strapped high on the reference board.
    private const int Address = 0x19;
    private const byte WhoAmI = 0x0F;
    private const byte Identity = 0x33;
    private const byte Control1 = 0x20;
    private const byte Control2 = 0x21;
    private const byte Control3 = 0x22;
    private const byte Control5 = 0x24;
    private const byte Interrupt1Config = 0x30;
    private const byte Interrupt1Source = 0x31;
    private const byte Interrupt1Threshold = 0x32;

    private const byte TenHertzLowPower = 0x2F;
    private const byte HighPassForInterrupt1 = 0x01;
    private const byte Interrupt1OnPin = 0x40;
    private const byte Latched = 0x08;
    private const byte AnyAxisHigh = 0x2A;
    private const byte Threshold64Milligravity = 4;
    private const byte Active = 0x40;

    private readonly I2cRegisters _registers = new I2cRegisters(Address);
    private readonly byte[] _value = new byte[1];

    /// <summary>Asks whether the sensor is there and sets it up.</summary>
    public Lis2dh12Motion()
    {
        IsFitted = _registers.Read(WhoAmI, _value) && _value[0] == Identity
            && _registers.Write(Control1, TenHertzLowPower)
            && _registers.Write(Control2, HighPassForInterrupt1)
            && _registers.Write(Control3, Interrupt1OnPin)
            && _registers.Write(Control5, Latched)
            && _registers.Write(Interrupt1Threshold, Threshold64Milligravity)
            && _registers.Write(Interrupt1Config, AnyAxisHigh);
    }

    /// <inheritdoc/>
    public bool IsFitted { get; }

    /// <summary>Reading the latch clears it. A sensor that does not answer any more counts as moving: better too often than never.</summary>
    public bool ReadMoved()
    {
        return IsFitted && (!_registers.Read(Interrupt1Source, _value) || (_value[0] & Active) != 0);
    }
}

using System.Security.Cryptography;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// The quiet parts of a simulated tag: lights, button, battery reading, motion, random bytes, cipher. The scenario turns
/// the public knobs, the firmware reads them through its ports.
/// </summary>
public sealed class TagHardware : IIndicator, IButton, IBattery, IMotion, IEntropy, ICipher
{
    private const double LightMilliamps = 2;
    private const double MotorMilliamps = 80;

    private readonly Battery _battery;
    private readonly ulong _seed;
    private long _entropyCalls;
    private bool _isPressLatched;
    private bool _hasMoved;

    /// <summary>Hardware around <paramref name="battery"/>; random bytes repeat with the seed.</summary>
    public TagHardware(Battery battery, ulong seed)
    {
        _battery = battery;
        _seed = Noise.Stream(seed, "entropy");
    }

    /// <summary>Current of the lights and the motor at this moment.</summary>
    public double IndicatorMilliamps { get; private set; }

    /// <summary>Whether the red light is on.</summary>
    public bool IsRedOn { get; private set; }

    /// <summary>Whether the green light is on.</summary>
    public bool IsGreenOn { get; private set; }

    /// <summary>Whether the motor runs.</summary>
    public bool IsVibrating { get; private set; }

    /// <summary>Times the indicator was set.</summary>
    public int IndicatorChanges { get; private set; }

    /// <summary>Whether the button is down.</summary>
    public bool IsButtonDown { get; private set; }

    /// <summary>Whether the button is down, or was pressed since the firmware last looked.</summary>
    public bool IsPressWaiting => IsButtonDown || _isPressLatched;

    /// <summary>Overrides the cell's voltage when not 0, millivolts.</summary>
    public int ForcedMillivolts { get; set; }

    /// <inheritdoc/>
    public bool IsFitted { get; set; } = true;

    /// <summary>Presses or releases the button; a press is remembered until the firmware looks.</summary>
    public void SetButton(bool isDown)
    {
        IsButtonDown = isDown;
        _isPressLatched |= isDown;
    }

    /// <summary>The wearer moves.</summary>
    public void Move() => _hasMoved = true;

    /// <inheritdoc/>
    public void Set(bool isRedOn, bool isGreenOn, bool isVibrating)
    {
        IndicatorMilliamps = (isRedOn ? LightMilliamps : 0) + (isGreenOn ? LightMilliamps : 0) + (isVibrating ? MotorMilliamps : 0);
        IsRedOn = isRedOn;
        IsGreenOn = isGreenOn;
        IsVibrating = isVibrating;
        IndicatorChanges++;
    }

    /// <inheritdoc/>
    public bool IsPressed()
    {
        bool isPressed = IsButtonDown || _isPressLatched;
        _isPressLatched = false;
        return isPressed;
    }

    /// <inheritdoc/>
    public int ReadMillivolts() => ForcedMillivolts != 0 ? ForcedMillivolts : _battery.Millivolts(IndicatorMilliamps);

    /// <inheritdoc/>
    public bool ReadMoved()
    {
        bool hasMoved = _hasMoved;
        _hasMoved = false;
        return hasMoved;
    }

    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count)
    {
        byte[] bytes = Noise.Bytes(count, _seed, ++_entropyCalls);
        System.Array.Copy(bytes, 0, buffer, offset, count);
    }

    /// <inheritdoc/>
    public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

    /// <inheritdoc/>
    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptEcb(blocks, PaddingMode.None);
    }
}

using System;
using System.Device.I2c;

namespace BluezoneTag.Tag.Device;

/// <summary>Registers of one chip on the I2C bus. Buffers are allocated once; an answer that does not come is a result, not an exception.</summary>
public sealed class I2cRegisters
{
    private const int BusId = 1;

    private readonly I2cDevice _device;
    private readonly byte[] _address = new byte[1];
    private readonly byte[] _pair = new byte[2];

    /// <summary>The chip at <paramref name="address"/>; nothing is sent yet.</summary>
    public I2cRegisters(int address)
    {
        _device = new I2cDevice(new I2cConnectionSettings(BusId, address, I2cBusSpeed.FastMode));
    }

    /// <summary>Fills <paramref name="buffer"/> from register <paramref name="register"/> on. False when the chip does not answer.</summary>
    public bool Read(byte register, byte[] buffer)
    {
        try
        {
            _address[0] = register;
            return _device.WriteRead(new SpanByte(_address), new SpanByte(buffer)).Status == I2cTransferStatus.FullTransfer;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Writes one register. False when the chip does not answer.</summary>
    public bool Write(byte register, byte value)
    {
        _pair[0] = register;
        _pair[1] = value;
        return Write(_pair);
    }

    /// <summary>Writes <paramref name="message"/>: the number of the first register and the bytes from there on.</summary>
    public bool Write(byte[] message)
    {
        try
        {
            return _device.Write(new SpanByte(message)).Status == I2cTransferStatus.FullTransfer;
        }
        catch (Exception)
        {
            return false;
        }
    }
}

using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using Buffer = nanoFramework.Device.Bluetooth.Buffer;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// Advertises with a lone publisher: not connectable, every 100 to 150 ms (docs/decisions/0003-publisher.md).
/// nanoFramework facts: the interval cannot be set; the address is always the factory's; stopping a publisher leaves the
/// stack up, so the server is stopped as well; the data is packed anew from the same arrays at every start, sections in
/// order while they fit one PDU and manufacturer data last, and ours are at most 31 bytes together.
/// </summary>
public sealed class NimbleAdvertiser : IAdvertiser
{
    // Where AdvertisementBuilder puts what changes; the rest is the same for ever.
    private const int ServiceDataOffset = 25;
    private const int ServiceDataLength = 3;

    private readonly BluetoothLEAdvertisementPublisher _publisher;
    private readonly byte[] _id = new byte[BluezoneId.Length];
    private readonly byte[] _serviceData = new byte[ServiceDataLength];
    private bool _isRunning;

    /// <summary>Makes the one publisher of the program and its sections. Does not start the stack.</summary>
    public NimbleAdvertiser()
    {
        byte[] uuid = new byte[2];
        LittleEndian.WriteUInt16(uuid, 0, AdvertisingData.ServiceUuid);
        BluetoothLEAdvertisement advertisement = new BluetoothLEAdvertisement();
        advertisement.Flags = (BluetoothLEAdvertisementFlags)AdvertisingData.FlagsValue;
        advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(AdvertisingData.TypeCompleteUuid16, new Buffer(uuid)));
        advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(AdvertisingData.TypeServiceData16, new Buffer(_serviceData)));
        advertisement.ManufacturerData.Add(new BluetoothLEManufacturerData(AdvertisingData.CompanyIdentifier, new Buffer(_id)));
        _publisher = new BluetoothLEAdvertisementPublisher(advertisement);
    }

    /// <inheritdoc/>
    public bool Start(byte[] advertisingData, int length)
    {
        try
        {
            Array.Copy(advertisingData, AdvertisementBuilder.IdOffset, _id, 0, BluezoneId.Length);
            Array.Copy(advertisingData, ServiceDataOffset, _serviceData, 0, ServiceDataLength);
            _isRunning = true;
            _publisher.Start();
            if (_publisher.Status == BluetoothLEAdvertisementPublisherStatus.Started)
            {
                return true;
            }
        }
        catch (Exception)
        {
            // Same as a status other than Started.
        }

        Stop();
        return false;
    }

    /// <summary>Stops the publisher only: the stack stays up, so the new data is on the air some milliseconds later.</summary>
    public bool Replace(byte[] advertisingData, int length)
    {
        try
        {
            _publisher.Stop();
        }
        catch (Exception)
        {
            Stop();
            return false;
        }

        return Start(advertisingData, length);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        if (!_isRunning)
        {
            return;
        }

        _isRunning = false;
        try
        {
            _publisher.Stop();
            BluetoothLEServer.Instance.Stop();
        }
        catch (Exception)
        {
            // Thrown when the stack was down already.
        }
    }
}

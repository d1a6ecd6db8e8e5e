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
/// stack up, so the server is stopped as well; sections go on the air in order while they fit one PDU and manufacturer data last, and
/// ours are at most 31 bytes together. A publisher with its sections takes 1.3 KB, so it is there while it advertises only.
/// </summary>
public sealed class NimbleAdvertiser : IAdvertiser
{
    // Where AdvertisementBuilder puts what changes; the rest is the same for ever.
    private const int ServiceDataOffset = 25;
    private const int ServiceDataLength = 3;

    private BluetoothLEAdvertisementPublisher _publisher;

    /// <inheritdoc/>
    public bool Start(byte[] advertisingData, int length)
    {
        try
        {
            _publisher = new BluetoothLEAdvertisementPublisher(Sections(advertisingData));
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
        BluetoothLEAdvertisementPublisher publisher = _publisher;
        if (publisher == null)
        {
            return;
        }

        _publisher = null;
        try
        {
            publisher.Stop();
            BluetoothLEServer.Instance.Stop();
        }
        catch (Exception)
        {
            // Thrown when the stack was down already.
        }
    }

    private static BluetoothLEAdvertisement Sections(byte[] advertisingData)
    {
        byte[] uuid = new byte[2];
        LittleEndian.WriteUInt16(uuid, 0, AdvertisingData.ServiceUuid);
        BluetoothLEAdvertisement advertisement = new BluetoothLEAdvertisement();
        advertisement.Flags = (BluetoothLEAdvertisementFlags)AdvertisingData.FlagsValue;
        advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(AdvertisingData.TypeCompleteUuid16, new Buffer(uuid)));
        advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(
            AdvertisingData.TypeServiceData16, Part(advertisingData, ServiceDataOffset, ServiceDataLength)));
        advertisement.ManufacturerData.Add(new BluetoothLEManufacturerData(
            AdvertisingData.CompanyIdentifier, Part(advertisingData, AdvertisementBuilder.IdOffset, BluezoneId.Length)));
        return advertisement;
    }

    private static Buffer Part(byte[] data, int offset, int length)
    {
        byte[] part = new byte[length];
        Array.Copy(data, offset, part, 0, length);
        return new Buffer(part);
    }
}
